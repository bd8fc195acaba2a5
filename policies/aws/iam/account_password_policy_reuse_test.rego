package aws.iam.account_password_policy_reuse_test

import data.aws.iam.account_password_policy_reuse

deny(remembered) := found if {
	found := account_password_policy_reuse.deny with input as {"attributes": {"password_reuse_prevention": remembered}}
		with data.spec as {"iam": {"password_policy": {"min_reuse_prevention": 24}}}
}

failure(actual) := {{"path": "password_reuse_prevention", "actual": actual, "expected": "at least 24"}}

test_all_that_iam_remembers_pass if deny(24) == set()

test_fewer_fail if {
	deny(23) == failure(23)
	deny(null) == failure(null)
}
