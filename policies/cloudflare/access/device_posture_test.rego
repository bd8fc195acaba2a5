package cloudflare.access.device_posture_test

import data.cloudflare.access.device_posture

deny(types, rules) := found if {
	found := device_posture.deny with input as {"attributes": {"name": "Example"}}
		with data.spec as {"cloudflare": {"access": {"device_posture_types": types}}}
		with data.snapshot as {"cloudflare.zero_trust.device_posture_rule": rules}
}

rule(type, enabled) := {"r": {"attributes": {"type": type, "enabled": enabled}}}

failure := {{
	"path": "name",
	"actual": null,
	"expected": "a device posture check",
	"because": "no device posture check that is run is of a kind that tells the state of a device",
}}

test_a_check_passes if {
	deny(["os_version", "firewall"], rule("firewall", true)) == set()
	deny(["firewall"], rule("firewall", null)) == set()
}

test_none_fails if {
	deny(["firewall"], {}) == failure
	deny(["firewall"], rule("warp", true)) == failure
	deny(["firewall"], rule("firewall", false)) == failure
	deny(["firewall"], rule(null, true)) == failure
}

test_the_spec_may_demand_none if deny([], {}) == set()
