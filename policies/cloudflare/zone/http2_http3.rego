# METADATA
# title: Cloudflare zones offer HTTP/2 and HTTP/3
# description: >-
#   Older HTTP opens many connections or waits for each answer, which makes pages slow on bad
#   networks. HTTP/3 is always encrypted, and also hides what HTTP/2 still tells an observer of
#   the connection.
# related_resources:
#   - https://developers.cloudflare.com/speed/optimization/protocol/
# custom:
#   id: cloudflare-zone-http2-http3
#   severity: info
#   kinds: [cloudflare.zone]
#   aliases: [CFL-PERF-002, CFL-PERF-003]
#   frameworks: {soc2: ["A1.1"]}
#   remediation: automatic
package cloudflare.zone.http2_http3

import data.lib.setting

deny contains setting.wrong("http2", value, "on") if {
	value := object.get(input.attributes, ["settings", "http2", "value"], null)
	value != "on"
}

deny contains setting.wrong("http3", value, "on") if {
	value := object.get(input.attributes, ["settings", "http3", "value"], null)
	value != "on"
}
