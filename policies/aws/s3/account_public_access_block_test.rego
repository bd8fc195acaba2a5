package aws.s3.account_public_access_block_test

import data.aws.s3.account_public_access_block as policy

complete := {"exists": true, "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}

deny(attributes) := found if found := policy.deny with input as {"attributes": attributes}

failure(path, actual) := {"path": path, "actual": actual, "expected": true}

test_all_four_pass if deny(complete) == set()

test_each_switch_counts if {
	some path in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	every name in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
		deny(object.union(complete, {name: false})) == {failure(name, false)}
	}
	deny(object.union(complete, {path: "true"})) == {failure(path, "true")}
}

test_no_block_fails if {
	count(deny({"exists": false, "block_public_acls": null, "block_public_policy": null, "ignore_public_acls": null, "restrict_public_buckets": null})) == 4
	count(deny({})) == 4
}
