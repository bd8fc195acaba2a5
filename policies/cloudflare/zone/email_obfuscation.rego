# METADATA
# title: Cloudflare zones hide e-mail addresses in pages from robots
# description: >-
#   Addresses that stand in pages in the clear are collected by robots and end up on lists for
#   spam and phishing against the very people who run the site.
# related_resources:
#   - https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/
# custom:
#   id: cloudflare-zone-email-obfuscation
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_email_obfuscation_enabled, mondoo-cloudflare-security-email-obfuscation]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SI-8"]}
#   remediation: automatic
package cloudflare.zone.email_obfuscation

import data.lib.setting

deny contains setting.wrong("email_obfuscation", value, "on") if {
	value := object.get(input.attributes, ["settings", "email_obfuscation", "value"], null)
	value != "on"
}
