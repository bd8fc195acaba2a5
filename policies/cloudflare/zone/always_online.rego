# METADATA
# title: Cloudflare zones do not serve archived pages of an origin that is down
# description: >-
#   Always Online hands the pages of the site to the Internet Archive and shows its copy when
#   the origin fails. What was taken down on purpose can come back that way, and visitors act on
#   outdated prices and terms.
# related_resources:
#   - https://developers.cloudflare.com/cache/how-to/always-online/
# custom:
#   id: cloudflare-zone-always-online
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_always_online_disabled]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["AC-22"]}
#   remediation: automatic
package cloudflare.zone.always_online

import data.lib.setting

deny contains setting.wrong("always_online", value, "off") if {
	value := object.get(input.attributes, ["settings", "always_online", "value"], null)
	value != "off"
	data.spec.cloudflare.zone.allow_always_online != true
}
