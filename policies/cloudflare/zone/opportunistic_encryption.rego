# METADATA
# title: Cloudflare zones announce HTTPS to visitors of plain HTTP
# description: >-
#   Visitors who still follow plain links can be served encrypted all the same if the answer
#   announces it. Without the announcement what they send and see stays readable to everybody on
#   their network.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/opportunistic-encryption/
# custom:
#   id: cloudflare-zone-opportunistic-encryption
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [mondoo-cloudflare-security-opportunistic-encryption]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: automatic
package cloudflare.zone.opportunistic_encryption

import data.lib.setting

deny contains setting.wrong("opportunistic_encryption", value, "on") if {
	value := object.get(input.attributes, ["settings", "opportunistic_encryption", "value"], null)
	value != "on"
}
