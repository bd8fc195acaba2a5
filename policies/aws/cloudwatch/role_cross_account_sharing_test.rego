package aws.cloudwatch.role_cross_account_sharing_test

import data.aws.cloudwatch.role_cross_account_sharing as policy

judge(name, statement) := found if {
	found := policy.deny with input as {
		"id": name,
		"scope": {"account": "111122223333"},
		"attributes": {"name": name, "assume_role_policy": {"Statement": [object.union({"Action": "sts:AssumeRole"}, statement)]}},
	}
		with data.spec as {"cloudwatch": {"sharing_accounts": ["444455556666"]}}
}

role := "CloudWatch-CrossAccountSharingRole"

allow(principal) := {"Effect": "Allow", "Principal": principal}

failure(principal) := {"path": "assume_role_policy", "actual": principal, "expected": "an account that the spec names"}

test_accounts_of_the_spec_pass if {
	judge(role, allow({"AWS": ["arn:aws:iam::444455556666:root", "444455556666", "arn:aws-cn:iam::111122223333:root"]})) == set()
	judge(role, allow({"Service": "cloudwatch.amazonaws.com"})) == set()
}

test_other_roles_are_not_judged if judge("another", allow({"AWS": "*"})) == set()

test_denials_are_not_judged if judge(role, {"Effect": "Deny", "Principal": "*"}) == set()

test_strangers_fail if {
	judge(role, allow({"AWS": "arn:aws:iam::777788889999:root"})) == {failure("arn:aws:iam::777788889999:root")}
	judge(role, allow({"AWS": "777788889999"})) == {failure("777788889999")}
	judge(role, allow({"AWS": "*"})) == {failure("*")}
	judge(role, allow("*")) == {failure("*")}
	judge("CLOUDWATCH-CrossAccountSharingRole", allow("*")) == {failure("*")}
}
