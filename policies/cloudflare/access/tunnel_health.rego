# METADATA
# title: Cloudflare Tunnels are connected and healthy
# description: >-
#   A tunnel that is down or degraded leaves its applications without a way in, or with the last
#   one. One that nobody runs any more keeps a credential alive that could be used to take its place.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/monitor-tunnels/
# custom:
#   id: cloudflare-access-tunnel-health
#   severity: medium
#   kinds: [cloudflare.zero_trust.tunnel_cloudflared]
#   aliases: [CFL-ZT-004, CFL-TUNNEL-001]
#   frameworks: {soc2: ["A1.2", "CC6.1"], nist-800-53-r5: ["CP-10", "AC-2(3)"]}
#   remediation: manual
package cloudflare.access.tunnel_health

import data.lib.finding
import data.lib.time

deny contains finding.new("status", status, "healthy") if {
	status != "healthy"
	not being_set_up
}

# A new tunnel waits for its first connection.
being_set_up if {
	status == "inactive"
	created_at := object.get(input.attributes, ["created_at"], null)
	time.is_moment(created_at)
	time.days_since(created_at) <= data.spec.cloudflare.access.tunnel_setup_days
}

status := object.get(input.attributes, ["status"], null)
