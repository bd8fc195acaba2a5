package aws.s3.bucket_acl_trusted_users_test

import data.aws.s3.bucket_acl_trusted_users as policy

grant(type, id) := {"grantee_type": type, "grantee_id": id, "grantee_uri": null, "permission": "READ"}

judge(grants, ownership) := found if {
	found := policy.deny with input as {"attributes": {"acl": {"owner_id": "me", "grants": grants}, "object_ownership": ownership}}
		with data.spec as {"s3": {"trusted_canonical_users": ["logs"]}}
}

failure(type, id) := {{"path": "acl.grants", "actual": {"grantee_type": type, "grantee_id": id, "permission": "READ"}, "expected": null}}

test_owner_and_trusted_users_pass if {
	judge([grant("CanonicalUser", "me"), grant("CanonicalUser", "logs")], null) == set()
	judge([], "ObjectWriter") == set()
	judge(null, null) == set()
}

test_groups_are_another_matter if judge([grant("Group", null)], null) == set()

test_others_fail if {
	judge([grant("CanonicalUser", "stranger")], "ObjectWriter") == failure("CanonicalUser", "stranger")
	judge([grant("AmazonCustomerByEmail", null)], null) == failure("AmazonCustomerByEmail", null)
}

test_unknown_owner_is_nobody if {
	found := policy.deny with input as {"attributes": {"acl": {"owner_id": null, "grants": [grant("CanonicalUser", null)]}}}
		with data.spec as {"s3": {"trusted_canonical_users": []}}
	found == failure("CanonicalUser", null)
}

test_enforced_ownership_switches_acls_off if judge([grant("CanonicalUser", "stranger")], "BucketOwnerEnforced") == set()
