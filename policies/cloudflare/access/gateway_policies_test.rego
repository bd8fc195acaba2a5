package cloudflare.access.gateway_policies_test

import data.cloudflare.access.gateway_policies

policy := {"enabled": true, "filters": ["dns"], "action": "block", "expiration": null}

deny(filters, changes) := found if {
	found := gateway_policies.deny with input as {"attributes": {"name": "Example"}}
		with data.spec as {"cloudflare": {"access": {"gateway_filters": filters, "gateway_actions": ["block", "isolate"]}}}
		with data.snapshot as {"cloudflare.zero_trust.gateway_policy": {"p": {"attributes": object.union(policy, changes)}}}
		with data.now as "2026-06-10T00:00:00Z"
}

failure(layer) := {{
	"path": "name",
	"actual": null,
	"expected": sprintf("a Gateway policy for %s", [layer]),
	"because": sprintf("no Gateway policy in force restricts anything on the layer %s", [layer]),
}}

test_a_blocking_policy_passes if {
	deny(["dns"], {}) == set()
	deny(["dns"], {"expiration": {"expires_at": "2026-06-11T00:00:00Z", "expired": false}}) == set()
}

test_what_restricts_nothing_fails if {
	deny(["dns"], {"enabled": false}) == failure("dns")
	deny(["dns"], {"enabled": null}) == failure("dns")
	deny(["dns"], {"action": "allow"}) == failure("dns")
	deny(["dns"], {"filters": ["http"]}) == failure("dns")
	deny(["dns"], {"filters": null}) == failure("dns")
	deny(["dns"], {"expiration": {"expires_at": "2026-06-10T00:00:00Z", "expired": null}}) == failure("dns")
	deny(["dns"], {"expiration": {"expires_at": null, "expired": true}}) == failure("dns")
}

test_each_layer_is_demanded if {
	deny(["dns", "http"], {}) == failure("http")
	deny([], {}) == set()
}
