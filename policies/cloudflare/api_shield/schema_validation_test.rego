package cloudflare.api_shield.schema_validation_test

import data.cloudflare.api_shield.schema_validation

deny(action, override) := found if {
	attributes := {"validation_default_mitigation_action": action, "validation_override_mitigation_action": override}
	found := schema_validation.deny with input as {"attributes": attributes}
		with data.spec as {"cloudflare": {"account": {"schema_validation_actions": ["block", "log"]}}}
}

failure(actual) := {{
	"path": "validation_default_mitigation_action",
	"actual": actual,
	"expected": ["block", "log"],
}}

test_what_acts_passes if {
	deny("block", null) == set()
	deny("log", null) == set()
}

test_what_does_nothing_fails if {
	deny("none", null) == failure("none")
	deny(null, null) == failure(null)
}

test_an_override_fails if {
	deny("block", "none") == {{"path": "validation_override_mitigation_action", "actual": "none", "expected": null}}
}
