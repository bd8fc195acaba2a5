package aws.iam.account_root_unused_test

import data.aws.iam.account_root_unused

deny(attributes) := found if {
	found := account_root_unused.deny with input as {"attributes": attributes}
		with data.spec as {"iam": {"credentials": {"root_unused_days": 30}}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(path, actual) := {"path": path, "actual": actual, "expected": "not within 30 days"}

test_never_used_passes if {
	deny({"root_password_last_used": null, "root_access_key_1": {"last_used_date": null}, "root_access_key_2": null}) == set()
}

test_used_long_ago_passes if deny({"root_password_last_used": "2026-10-24T10:00:00Z"}) == set()

test_each_way_in_is_looked_at if {
	deny({
		"root_password_last_used": "2020-01-01T00:00:00Z",
		"root_access_key_1": {"active": false, "last_used_date": "2026-10-24T10:00:01Z"},
		"root_access_key_2": {"active": true, "last_used_date": "2026-11-23T09:00:00Z"},
	}) == {
		failure("root_access_key_1.last_used_date", "2026-10-24T10:00:01Z"),
		failure("root_access_key_2.last_used_date", "2026-11-23T09:00:00Z"),
	}
	deny({"root_password_last_used": "2026-11-20T00:00:00Z"}) == {failure("root_password_last_used", "2026-11-20T00:00:00Z")}
}

test_a_moment_ahead_fails if {
	deny({"root_password_last_used": "2026-11-24T00:00:00Z"}) == {failure("root_password_last_used", "2026-11-24T00:00:00Z")}
}

test_what_is_no_moment_is_unread if {
	deny({"root_password_last_used": "yesterday"}) == {{"path": "root_password_last_used", "unread": "the answer does not tell when that was"}}
}
