package aws.s3.access_point_public_access_block_test

import data.aws.s3.access_point_public_access_block as policy

complete := {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}

deny(block) := found if found := policy.deny with input as {"attributes": {"public_access_block": block}}

failure(name, actual) := {"path": sprintf("public_access_block.%s", [name]), "actual": actual, "expected": true}

test_all_four_pass if deny(complete) == set()

test_each_switch_counts if {
	every name in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
		deny(object.union(complete, {name: false})) == {failure(name, false)}
	}
}

test_no_block_fails if {
	count(deny(null)) == 4
	count(deny({})) == 4
	count(policy.deny) == 4 with input as {"attributes": {}}
}

test_text_is_no_switch if {
	deny(object.union(complete, {"block_public_acls": "true"})) == {failure("block_public_acls", "true")}
}
