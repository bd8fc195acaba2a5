package aws.iam.user_access_key_unused_test

import data.aws.iam.user_access_key_unused

deny(keys) := found if {
	found := user_access_key_unused.deny with input as {"attributes": {"access_keys": keys}}
		with data.spec as {"iam": {"credentials": {"max_unused_days": 45}}}
		with data.now as "2026-11-23T10:00:00Z"
}

key(index, active, made, used) := {"index": index, "active": active, "last_rotated": made, "last_used_date": used}

failure(index, since) := {
	"path": sprintf("access_keys[%d].active", [index]),
	"actual": true,
	"expected": sprintf("false, for the key has not been used since %s", [since]),
}

test_keys_in_use_pass if {
	deny([]) == set()
	deny([key(1, true, "2020-01-01T00:00:00Z", "2026-10-09T10:00:00Z")]) == set()
	deny([key(1, true, "2026-10-09T10:00:00Z", null)]) == set()
}

test_keys_that_nobody_uses_fail if {
	deny([key(1, true, "2020-01-01T00:00:00Z", "2026-10-09T09:59:59Z")]) == {failure(1, "2026-10-09T09:59:59Z")}
}

test_keys_that_were_never_used_count_from_their_making if {
	deny([key(2, true, "2026-10-09T09:59:59Z", null)]) == {failure(2, "2026-10-09T09:59:59Z")}
}

test_keys_that_are_off_pass if deny([key(1, false, "2020-01-01T00:00:00Z", null)]) == set()

test_without_a_date_nothing_is_claimed if {
	unread := "the answer does not tell when that was"
	deny([key(1, true, null, null)]) == {{"path": "access_keys[1].last_rotated", "unread": unread}}
	deny([key(1, true, null, "once")]) == {{"path": "access_keys[1].last_used_date", "unread": unread}}
}
