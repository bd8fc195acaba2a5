package aws.iam.user_console_unused_test

import data.aws.iam.user_console_unused

deny(password, used, changed) := found if {
	attributes := {"password_enabled": password, "password_last_used": used, "password_last_changed": changed}
	found := user_console_unused.deny with input as {"attributes": attributes}
		with data.spec as {"iam": {"credentials": {"max_unused_days": 45}}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(since) := {{
	"path": "password_enabled",
	"actual": true,
	"expected": sprintf("false, for nobody has signed in since %s", [since]),
}}

test_passwords_in_use_pass if {
	deny(true, "2026-10-09T10:00:00Z", "2020-01-01T00:00:00Z") == set()
	deny(true, null, "2026-10-09T10:00:00Z") == set()
}

test_passwords_that_nobody_uses_fail if {
	deny(true, "2026-10-09T09:59:59Z", "2026-11-01T00:00:00Z") == failure("2026-10-09T09:59:59Z")
	deny(true, null, "2026-10-09T09:59:59Z") == failure("2026-10-09T09:59:59Z")
	deny(null, "2020-01-01T00:00:00Z", null) == failure("2020-01-01T00:00:00Z")
}

test_users_without_password_pass if deny(false, "2020-01-01T00:00:00Z", null) == set()

test_without_a_date_nothing_is_claimed if {
	unread := "the answer does not tell when that was"
	deny(true, null, null) == {{"path": "password_last_changed", "unread": unread}}
	deny(true, "once", "2026-11-01T00:00:00Z") == {{"path": "password_last_used", "unread": unread}}
}
