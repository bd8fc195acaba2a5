# METADATA
# title: Gateway policies restrict what leaves the devices
# description: >-
#   Without a policy that blocks anything, Gateway only watches: phishing pages, malware hosts and
#   command servers are as reachable as everything else.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/traffic-policies/
# custom:
#   id: cloudflare-access-gateway-policies
#   severity: info
#   kinds: [cloudflare.zero_trust.organization]
#   aliases: [CFL-GW-001, CFL-ZT-005]
#   frameworks: {soc2: ["CC6.6", "CC6.8"], nist-800-53-r5: ["SC-7"]}
#   remediation: manual
package cloudflare.access.gateway_policies

import data.lib.finding
import data.lib.list
import data.lib.time

deny contains finding.because("name", null, sprintf("a Gateway policy for %s", [layer]), reason) if {
	some layer in data.spec.cloudflare.access.gateway_filters
	not restricted(layer)
	reason := sprintf("no Gateway policy in force restricts anything on the layer %s", [layer])
}

restricted(layer) if {
	some policy in data.snapshot["cloudflare.zero_trust.gateway_policy"]
	policy.attributes.enabled == true
	layer in list.of(object.get(policy.attributes, ["filters"], null))
	policy.attributes.action in data.spec.cloudflare.access.gateway_actions
	not expired(policy.attributes)
}

expired(policy) if object.get(policy, ["expiration", "expired"], null) == true

expired(policy) if {
	ends := object.get(policy, ["expiration", "expires_at"], null)
	time.is_moment(ends)
	time.days_until(ends) <= 0
}
