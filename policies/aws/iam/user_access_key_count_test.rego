package aws.iam.user_access_key_count_test

import data.aws.iam.user_access_key_count

deny(keys, most) := found if {
	found := user_access_key_count.deny with input as {"attributes": {"access_keys": keys}}
		with data.spec as {"iam": {"credentials": {"max_active_keys": most}}}
}

on(index) := {"index": index, "active": true}

off := {"index": 2, "active": false}

failure(actual, wanted) := {{"path": "access_keys", "actual": actual, "expected": wanted}}

test_one_passes if {
	deny([], 1) == set()
	deny(null, 0) == set()
	deny([on(1), off], 1) == set()
}

test_two_fail if {
	deny([on(1), on(2)], 1) == failure(2, "at most 1 active")
	deny([on(1), {"index": 2}], 1) == failure(2, "at most 1 active")
}

test_the_spec_may_forbid_keys if deny([on(1), off], 0) == failure(1, "at most 0 active")
