package cloudflare.zone.under_attack_mode_test

import data.cloudflare.zone.under_attack_mode

deny(attributes) := found if {
	found := under_attack_mode.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"security_levels": ["medium", "under_attack"]}}}
}

level(value) := {"settings": {"security_level": {"value": value}}}

failure(actual) := {{"path": "settings.security_level.value", "actual": actual, "expected": ["medium"]}}

test_every_other_level_passes if {
	deny(level("high")) == set()
	deny(level("medium")) == set()
	deny(level("low")) == set()
	deny(level("essentially_off")) == set()
	deny(level("off")) == set()
}

test_under_attack_fails if deny(level("under_attack")) == failure("under_attack")

test_unset_and_odd_fail if {
	deny(level(null)) == failure(null)
	deny({}) == failure(null)
	deny(level("Under_Attack")) == failure("Under_Attack")
}
