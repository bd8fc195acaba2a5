package aws.iam.account_password_policy_length_test

import data.aws.iam.account_password_policy_length

deny(length) := found if {
	found := account_password_policy_length.deny with input as {"attributes": {"minimum_password_length": length}}
		with data.spec as {"iam": {"password_policy": {"min_length": 14}}}
}

failure(actual) := {{"path": "minimum_password_length", "actual": actual, "expected": "at least 14"}}

test_long_passwords_pass if {
	deny(14) == set()
	deny(128) == set()
}

test_short_passwords_fail if {
	deny(13) == failure(13)
	deny(0) == failure(0)
}

test_an_account_without_a_policy_fails if deny(null) == failure(null)

test_text_is_no_length if deny("14") == failure("14")
