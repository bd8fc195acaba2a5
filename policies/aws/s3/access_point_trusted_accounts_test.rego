package aws.s3.access_point_trusted_accounts_test

import data.aws.s3.access_point_trusted_accounts as policy

spec := {
	"s3": {"trusted_accounts": ["777788889999"], "trusted_organizations": [], "trusted_canonical_users": [], "log_writer_accounts": []},
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
}

judge(principals) := found if {
	document := {"Statement": [{"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": principals}, "Action": "s3:GetObject", "Resource": "*"}]}
	found := policy.deny with input as {"scope": {"account": "111122223333"}, "attributes": {"policy": document}} with data.spec as spec
}

failure(principal) := {{
	"path": "policy",
	"actual": {"statement": "Read", "principal": principal},
	"expected": "principals of this account or of trusted ones",
}}

test_no_policy_passes if {
	policy.deny == set() with input as {"scope": {"account": "111122223333"}, "attributes": {"policy": null}} with data.spec as spec
}

test_trusted_accounts_pass if {
	judge(["111122223333", "arn:aws:iam::777788889999:role/reader"]) == set()
}

test_other_accounts_fail if judge("arn:aws:iam::444455556666:root") == failure("arn:aws:iam::444455556666:root")

test_everybody_fails if judge("*") == failure("*")
