package aws.s3.bucket_acl_disabled_test

import data.aws.s3.bucket_acl_disabled as policy

deny(ownership) := found if found := policy.deny with input as {"attributes": {"object_ownership": ownership}}

failure(actual) := {{"path": "object_ownership", "actual": actual, "expected": "BucketOwnerEnforced"}}

test_enforced_passes if deny("BucketOwnerEnforced") == set()

test_others_fail if {
	deny("BucketOwnerPreferred") == failure("BucketOwnerPreferred")
	deny("ObjectWriter") == failure("ObjectWriter")
	deny("bucketownerenforced") == failure("bucketownerenforced")
}

test_unset_fails if {
	deny(null) == failure(null)
	policy.deny == failure(null) with input as {"attributes": {}}
}
