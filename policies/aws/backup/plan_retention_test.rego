package aws.backup.plan_retention_test

import data.aws.backup.plan_retention

deny(rules) := found if {
	found := plan_retention.deny with input as {"attributes": {"rule": rules}}
		with data.spec as {"backup": {"min_retention_days": 7}}
}

rule(name, kept) := {"rule_name": name, "lifecycle": {"delete_after": kept}}

test_long_enough_passes if {
	deny([rule("daily", 7)]) == set()
	deny([rule("daily", null), {"rule_name": "monthly", "lifecycle": null}]) == set()
}

test_too_short_fails if {
	deny([rule("daily", 35), rule("hourly", 6)]) == {{
		"path": "rule[hourly].lifecycle.delete_after",
		"actual": 6,
		"expected": "at least 7",
	}}
}

test_no_rule_fails if {
	failure := {{"path": "rule", "actual": [], "expected": "at least one rule"}}
	deny([]) == failure
	deny(null) == failure
}
