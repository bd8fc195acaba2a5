package aws.iam.user_access_key_age_test

import data.aws.iam.user_access_key_age

deny(keys) := found if {
	found := user_access_key_age.deny with input as {"attributes": {"access_keys": keys}}
		with data.spec as {"iam": {"credentials": {"max_key_age_days": 90}}}
		with data.now as "2026-11-23T10:00:00Z"
}

key(index, active, made) := {"index": index, "active": active, "last_rotated": made}

failure(index, made) := {
	"path": sprintf("access_keys[%d].last_rotated", [index]),
	"actual": made,
	"expected": "at most 90 days ago",
}

test_young_keys_pass if {
	deny([]) == set()
	deny(null) == set()
	deny([key(1, true, "2026-08-25T10:00:00Z")]) == set()
}

test_old_keys_fail_each if {
	deny([key(1, true, "2026-08-25T09:59:59Z"), key(2, null, "2020-01-01T00:00:00Z")]) == {
		failure(1, "2026-08-25T09:59:59Z"),
		failure(2, "2020-01-01T00:00:00Z"),
	}
}

test_keys_that_are_off_pass if deny([key(1, false, "2020-01-01T00:00:00Z")]) == set()

test_without_a_date_nothing_is_claimed if {
	deny([key(2, true, null)]) == {{"path": "access_keys[2].last_rotated", "unread": "the answer does not tell when the key was made"}}
}
