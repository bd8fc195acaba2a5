package aws.iam.user_access_key_purpose_test

import data.aws.iam.user_access_key_purpose

deny(key) := found if {
	found := user_access_key_purpose.deny with input as {"attributes": {"access_keys": [key]}}
		with data.spec as {"iam": {"credentials": {"access_key_services": ["sts", "IAM"]}}}
}

used(service) := {"index": 1, "active": true, "last_used_date": "2026-11-01T00:00:00Z", "last_used_service": service}

test_getting_sessions_passes if {
	deny(used("sts")) == set()
	deny(used("iam")) == set()
}

test_anything_else_fails if {
	deny(used("s3")) == {{
		"path": "access_keys[1].last_used_service",
		"actual": "s3",
		"expected": "one of iam, sts; a role for everything else",
	}}
}

test_unused_and_inactive_keys_pass if {
	deny({"index": 1, "active": true, "last_used_date": null, "last_used_service": null}) == set()
	deny(object.union(used("s3"), {"active": false})) == set()
}

test_a_use_without_a_service_is_unread if {
	deny(used(null)) == {{
		"path": "access_keys[1].last_used_service",
		"unread": "the answer does not tell what the key was used for",
	}}
}
