package aws.iam.user_console_mfa_test

import data.aws.iam.user_console_mfa

deny(password, mfa) := found if {
	found := user_console_mfa.deny with input as {"attributes": {"password_enabled": password, "mfa_active": mfa}}
}

failure(actual) := {{"path": "mfa_active", "actual": actual, "expected": true}}

test_password_with_mfa_passes if deny(true, true) == set()

test_user_without_password_passes if {
	deny(false, false) == set()
	deny(false, null) == set()
}

test_password_without_mfa_fails if {
	deny(true, false) == failure(false)
	deny(true, null) == failure(null)
	deny(null, false) == failure(false)
}
