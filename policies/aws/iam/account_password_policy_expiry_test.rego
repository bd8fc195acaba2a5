package aws.iam.account_password_policy_expiry_test

import data.aws.iam.account_password_policy_expiry

deny(age, most) := found if {
	found := account_password_policy_expiry.deny with input as {"attributes": {"max_password_age": age}}
		with data.spec as {"iam": {"password_policy": {"max_age_days": most}}}
}

failure(actual) := {{"path": "max_password_age", "actual": actual, "expected": "at most 90"}}

test_soon_enough_passes if {
	deny(90, 90) == set()
	deny(1, 90) == set()
}

test_later_or_never_fails if {
	deny(91, 90) == failure(91)
	deny(0, 90) == failure(0)
	deny(null, 90) == failure(null)
}

test_the_spec_may_demand_no_expiry if {
	deny(null, null) == set()
	deny(1095, null) == set()
}
