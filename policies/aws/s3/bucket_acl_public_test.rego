package aws.s3.bucket_acl_public_test

import data.aws.s3.bucket_acl_public

everybody := "http://acs.amazonaws.com/groups/global/AllUsers"

logged_in := "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"

owner := {"grantee_type": "CanonicalUser", "grantee_id": "abc", "grantee_uri": null, "permission": "FULL_CONTROL"}

deny(acl) := found if {
	found := bucket_acl_public.deny with input as {"attributes": {"acl": acl}}
}

group(uri, permission) := {"grantee_type": "Group", "grantee_id": null, "grantee_uri": uri, "permission": permission}

failure(uri, permission) := {
	"path": "acl.grants",
	"actual": {"grantee_uri": uri, "permission": permission},
	"expected": null,
}

test_owner_alone_passes if deny({"owner_id": "abc", "grants": [owner]}) == set()

test_log_delivery_passes if {
	deny({"grants": [owner, group("http://acs.amazonaws.com/groups/s3/LogDelivery", "WRITE")]}) == set()
}

test_no_grants_pass if {
	deny({"grants": []}) == set()
	deny({"grants": null}) == set()
	deny(null) == set()
	bucket_acl_public.deny == set() with input as {"attributes": {}}
}

test_all_users_fail if deny({"grants": [owner, group(everybody, "READ")]}) == {failure(everybody, "READ")}

test_authenticated_users_fail if deny({"grants": [group(logged_in, "WRITE_ACP")]}) == {failure(logged_in, "WRITE_ACP")}

test_each_grant_is_named if {
	deny({"grants": [group(everybody, "READ"), group(everybody, "WRITE")]}) == {failure(everybody, "READ"), failure(everybody, "WRITE")}
}

test_grant_without_permission_fails if {
	deny({"grants": [{"grantee_uri": everybody}]}) == {failure(everybody, null)}
}
