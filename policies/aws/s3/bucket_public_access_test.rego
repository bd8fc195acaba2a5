package aws.s3.bucket_public_access_test

import data.aws.s3.bucket_public_access as policy

public := {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}

open_acl := {"grants": [{"grantee_uri": "http://acs.amazonaws.com/groups/global/AllUsers", "permission": "READ"}]}

open_bucket := {"policy": public, "policy_is_public": true, "acl": open_acl, "object_ownership": null, "public_access_block": null}

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

judge(members, account_block) := found if {
	found := policy.deny with input as {"attributes": object.union(open_bucket, members)}
		with data.snapshot as {"aws.s3.account_public_access_block": {"1": {"attributes": account_block}}}
		with data.spec as spec
}

none := {"exists": false, "ignore_public_acls": null, "restrict_public_buckets": null}

paths(found) := {entry.path | some entry in found}

test_open_bucket_fails if {
	judge({}, none) == {
		{"path": "policy", "actual": public.Statement[0], "expected": null, "because": "the block of neither bucket nor account has restrict_public_buckets on"},
		{"path": "policy_is_public", "actual": true, "expected": false, "because": "the block of neither bucket nor account has restrict_public_buckets on"},
		{"path": "acl.grants", "actual": {"grantee_uri": "http://acs.amazonaws.com/groups/global/AllUsers", "permission": "READ"}, "expected": null, "because": "the block of neither bucket nor account has ignore_public_acls on"},
	}
}

test_block_of_the_account_closes_it if {
	judge({}, {"ignore_public_acls": true, "restrict_public_buckets": true}) == set()
}

test_block_of_the_bucket_closes_it if {
	judge({"public_access_block": {"ignore_public_acls": true, "restrict_public_buckets": true}}, none) == set()
}

test_half_a_block_closes_half if {
	paths(judge({}, {"ignore_public_acls": true, "restrict_public_buckets": false})) == {"policy", "policy_is_public"}
	paths(judge({"public_access_block": {"restrict_public_buckets": true}}, none)) == {"acl.grants"}
}

test_switches_that_only_refuse_what_is_new_do_not_close_it if {
	count(judge({}, {"block_public_acls": true, "block_public_policy": true})) == 3
}

test_text_is_no_switch if count(judge({}, {"ignore_public_acls": "true", "restrict_public_buckets": "true"})) == 3

test_enforced_ownership_switches_acls_off if {
	paths(judge({"object_ownership": "BucketOwnerEnforced"}, none)) == {"policy", "policy_is_public"}
	paths(judge({"object_ownership": "BucketOwnerPreferred"}, none)) == {"policy", "policy_is_public", "acl.grants"}
}

test_no_account_block_in_the_snapshot_blocks_nothing if {
	found := policy.deny with input as {"attributes": open_bucket} with data.snapshot as {} with data.spec as spec
	count(found) == 3
}

test_closed_bucket_passes if {
	judge({"policy": null, "policy_is_public": null, "acl": {"grants": [{"grantee_uri": null, "permission": "FULL_CONTROL"}]}}, none) == set()
	judge({"policy": null, "policy_is_public": false, "acl": null}, none) == set()
}

test_verdict_of_s3_counts if {
	paths(judge({"policy": null, "acl": null}, none)) == {"policy_is_public"}
}
