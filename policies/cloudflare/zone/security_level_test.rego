package cloudflare.zone.security_level_test

import data.cloudflare.zone.security_level

deny(attributes) := found if {
	found := security_level.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"security_levels": ["low", "medium"]}}}
}

level(value) := {"settings": {"security_level": {"value": value}}}

failure(actual) := {{"path": "settings.security_level.value", "actual": actual, "expected": ["low", "medium"]}}

test_listed_levels_pass if {
	deny(level("low")) == set()
	deny(level("medium")) == set()
}

test_other_levels_fail if {
	deny(level("off")) == failure("off")
	deny(level("essentially_off")) == failure("essentially_off")
	deny(level("high")) == failure("high")
	deny(level("Medium")) == failure("Medium")
}

test_unset_fails if {
	deny(level(null)) == failure(null)
	deny({}) == failure(null)
}
