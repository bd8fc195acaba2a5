# METADATA
# title: Cloudflare zones refuse requests with headers that only abusers send
# description: >-
#   Simple scrapers and spammers give themselves away by missing or odd headers. With the check
#   off they reach the origin, and spam forms and harvest pages at no cost to them.
# related_resources:
#   - https://developers.cloudflare.com/waf/tools/browser-integrity-check/
# custom:
#   id: cloudflare-zone-browser-integrity-check
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_browser_integrity_check_enabled, mondoo-cloudflare-security-browser-check]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: automatic
package cloudflare.zone.browser_integrity_check

import data.lib.setting

deny contains setting.wrong("browser_check", value, "on") if {
	value := object.get(input.attributes, ["settings", "browser_check", "value"], null)
	value != "on"
}
