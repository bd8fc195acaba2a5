package aws.iam.role_cross_account_read_only_test

import data.aws.iam.role_cross_account_read_only as policy

spec := {"iam": {"trusted_accounts": ["222233334444"], "cross_account_forbidden_policies": ["ReadOnlyAccess"]}, "network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

judge(arns, principal) := found if {
	found := policy.deny with input as {
		"id": "scan",
		"scope": {"provider": "aws", "account": "111122223333"},
		"attributes": {
			"service_linked": false,
			"managed_policy_arns": arns,
			"assume_role_policy": {"Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]},
		},
	}
		with data.spec as spec
}

read := "arn:aws:iam::aws:policy/ReadOnlyAccess"

test_own_accounts_pass if {
	judge([read], {"AWS": ["111122223333", "arn:aws:iam::222233334444:root"]}) == set()
	judge([read], {"Service": "ec2.amazonaws.com"}) == set()
}

test_settings_only_pass if judge(["arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::333344445555:policy/ReadOnlyAccess"], {"AWS": "333344445555"}) == set()

test_others_who_read_everything_fail if {
	judge([read], {"AWS": ["111122223333", "333344445555"]}) == {{
		"path": "managed_policy_arns",
		"actual": read,
		"expected": "no policy that reads everything",
		"because": "role scan is assumed by 333344445555",
	}}
	count(judge([read], {"AWS": "*"})) == 1
	count(judge(["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"], {"AWS": "333344445555"})) == 1
}

test_role_without_policies_passes if judge(null, {"AWS": "333344445555"}) == set()
