package aws.s3.bucket_public_access_block_test

import data.aws.s3.bucket_public_access_block

deny(block) := found if {
	found := bucket_public_access_block.deny with input as {"attributes": {"public_access_block": block}}
}

complete := {
	"block_public_acls": true,
	"block_public_policy": true,
	"ignore_public_acls": true,
	"restrict_public_buckets": true,
}

failure(flag, actual) := {"path": sprintf("public_access_block.%s", [flag]), "actual": actual, "expected": true}

all_unset := {failure(flag, null) | some flag, _ in complete}

test_all_four_pass if deny(complete) == set()

test_block_public_acls_off_fails if {
	deny(object.union(complete, {"block_public_acls": false})) == {failure("block_public_acls", false)}
}

test_block_public_policy_off_fails if {
	deny(object.union(complete, {"block_public_policy": false})) == {failure("block_public_policy", false)}
}

test_ignore_public_acls_off_fails if {
	deny(object.union(complete, {"ignore_public_acls": false})) == {failure("ignore_public_acls", false)}
}

test_restrict_public_buckets_off_fails if {
	deny(object.union(complete, {"restrict_public_buckets": false})) == {failure("restrict_public_buckets", false)}
}

test_no_block_fails_four_times if {
	count(all_unset) == 4
	deny(null) == all_unset
	deny({}) == all_unset
	bucket_public_access_block.deny == all_unset with input as {"attributes": {}}
}

test_unset_flag_fails if {
	deny(object.union(complete, {"ignore_public_acls": null})) == {failure("ignore_public_acls", null)}
}

test_text_is_not_a_flag if {
	deny(object.union(complete, {"block_public_acls": "true"})) == {failure("block_public_acls", "true")}
}
