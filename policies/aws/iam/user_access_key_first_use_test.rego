package aws.iam.user_access_key_first_use_test

import data.aws.iam.user_access_key_first_use

deny(password, key) := found if {
	found := user_access_key_first_use.deny with input as {"attributes": {"password_enabled": password, "access_keys": [key]}}
		with data.spec as {"iam": {"credentials": {"first_use_days": 7}}}
		with data.now as "2026-11-23T10:00:00Z"
}

key(active, made, used) := {"index": 1, "active": active, "last_rotated": made, "last_used_date": used}

failure := {{"path": "access_keys[1].last_used_date", "actual": null, "expected": "used once, or the key is off"}}

test_used_keys_pass if {
	deny(true, key(true, "2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z")) == set()
	deny(false, key(true, null, "2026-01-01T00:00:00Z")) == set()
}

test_a_new_key_of_a_program_may_wait if deny(false, key(true, "2026-11-16T10:00:00Z", null)) == set()

test_a_key_that_waits_too_long_fails if deny(false, key(true, "2026-11-16T09:59:59Z", null)) == failure

test_beside_a_password_there_is_no_waiting if {
	deny(true, key(true, "2026-11-23T09:00:00Z", null)) == failure
	deny(null, key(true, null, null)) == failure
}

test_keys_that_are_off_pass if deny(true, key(false, "2020-01-01T00:00:00Z", null)) == set()

test_without_a_date_nothing_is_claimed if {
	deny(false, key(true, null, null)) == {{
		"path": "access_keys[1].last_rotated",
		"unread": "the answer does not tell when the key was made",
	}}
}
