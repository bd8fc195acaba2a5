# METADATA
# title: Cloudflare zones challenge visitors with a bad reputation
# description: >-
#   With the security level off, addresses that attack other sites right now reach this one
#   without so much as a challenge.
# related_resources:
#   - https://developers.cloudflare.com/waf/tools/security-level/
# custom:
#   id: cloudflare-zone-security-level
#   severity: medium
#   kinds: [cloudflare.zone]
#   aliases: [mondoo-cloudflare-security-security-level-not-off, CFL-WAF-001]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: automatic
package cloudflare.zone.security_level

import data.lib.setting

deny contains setting.wrong("security_level", level, data.spec.cloudflare.zone.security_levels) if {
	level := object.get(input.attributes, ["settings", "security_level", "value"], null)
	not level in data.spec.cloudflare.zone.security_levels
}
