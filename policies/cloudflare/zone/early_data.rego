# METADATA
# title: Cloudflare zones take no early data
# description: >-
#   Early data (0-RTT) arrives before the handshake is done and can be recorded and sent again
#   by somebody on the way. A replayed order or payment is carried out twice unless the
#   application notices.
# related_resources:
#   - https://developers.cloudflare.com/speed/optimization/protocol/0-rtt-connection-resumption/
# custom:
#   id: cloudflare-zone-early-data
#   severity: low
#   kinds: [cloudflare.zone]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-23"]}
#   remediation: automatic
package cloudflare.zone.early_data

import data.lib.setting

deny contains setting.wrong("0rtt", value, "off") if {
	not allowed
	value := object.get(input.attributes, ["settings", "0rtt", "value"], null)
	value != "off"
}

deny contains setting.wrong("tls_1_3", "zrt", "on") if {
	not allowed
	object.get(input.attributes, ["settings", "tls_1_3", "value"], null) == "zrt"
}

allowed if data.spec.cloudflare.zone.allow_early_data == true
