# METADATA
# title: Cloudflare zones refuse images to pages of other sites
# description: >-
#   Other sites can show the images of this one as their own, which costs traffic and lends
#   copies made for phishing the real pictures.
# related_resources:
#   - https://developers.cloudflare.com/waf/tools/scrape-shield/hotlink-protection/
# custom:
#   id: cloudflare-zone-hotlink-protection
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_hotlink_protection_enabled, mondoo-cloudflare-security-hotlink-protection]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: automatic
package cloudflare.zone.hotlink_protection

import data.lib.setting

deny contains setting.wrong("hotlink_protection", value, "on") if {
	value := object.get(input.attributes, ["settings", "hotlink_protection", "value"], null)
	value != "on"
}
