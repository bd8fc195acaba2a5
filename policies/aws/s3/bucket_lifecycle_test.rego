package aws.s3.bucket_lifecycle_test

import data.aws.s3.bucket_lifecycle as policy

judge(rules, roles) := found if {
	found := policy.deny with input as {"id": "files", "attributes": {"lifecycle_rules": rules}}
		with data.spec as {"s3": {"roles": [], "demands": {"lifecycle": roles}}}
}

failure(actual) := {{"path": "lifecycle_rules", "actual": actual, "expected": "a rule that is enabled"}}

test_enabled_rule_passes if judge([{"status": "Disabled"}, {"status": "Enabled", "expiration_days": 30}], ["*"]) == set()

test_disabled_rule_fails if judge([{"status": "Disabled"}], ["*"]) == failure([{"status": "Disabled"}])

test_no_rule_fails if {
	judge([], ["*"]) == failure([])
	judge(null, ["*"]) == failure(null)
}

test_others_are_left_alone if judge([], []) == set()
