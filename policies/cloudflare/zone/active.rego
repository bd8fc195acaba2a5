# METADATA
# title: Cloudflare zones are active and not paused
# description: >-
#   While a zone is paused, or its domain is not delegated to Cloudflare, visitors go straight
#   to the origin. Its address is in the open, and neither the firewall nor the TLS settings of
#   the zone apply to anything.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/manage-domains/pause-cloudflare/
#   - https://developers.cloudflare.com/dns/zone-setups/reference/domain-status/
# custom:
#   id: cloudflare-zone-active
#   severity: high
#   kinds: [cloudflare.zone]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7"]}
#   remediation: automatic
package cloudflare.zone.active

import data.lib.finding

deny contains finding.new("status", status, "active") if {
	status := object.get(input.attributes, ["status"], null)
	status != "active"
}

deny contains finding.new("paused", paused, false) if {
	paused := object.get(input.attributes, ["paused"], null)
	paused != false
}
