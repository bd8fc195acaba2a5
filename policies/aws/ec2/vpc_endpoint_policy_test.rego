package aws.ec2.vpc_endpoint_policy_test

import data.aws.ec2.vpc_endpoint_policy

judge(statements) := judge_all({"policy": {"Statement": statements}})

judge_all(attributes) := found if {
	found := vpc_endpoint_policy.deny with input as {"scope": {"account": "111122223333"}, "attributes": attributes}
		with data.spec as {"vpc": {"trusted_accounts": ["222233334444"]}}
}

allow(changes) := object.union({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}, changes)

when(operator, key, values) := allow({"Condition": {operator: {key: values}}})

failure(principal) := {"path": "policy", "actual": principal, "expected": "principals of trusted accounts only"}

fails(statement) if judge([statement]) == {failure("*")}

passes(statement) if judge([statement]) == set()

test_everybody_fails if {
	fails(allow({}))
	judge(allow({})) == {failure("*")}
	fails(allow({"Principal": {"AWS": "*"}}))
	fails(allow({"Principal": {"AWS": ["arn:aws:iam::111122223333:root", "*"]}}))
	fails({"Effect": "Allow", "Action": "*", "Resource": "*"})
	judge([allow({"NotPrincipal": {"AWS": "arn:aws:iam::444455556666:root"}})]) == {failure("everybody but a few")}
}

test_strangers_fail if {
	arn := "arn:aws:iam::444455556666:root"
	judge([allow({"Principal": {"AWS": ["111122223333", arn]}})]) == {failure(arn)}
	judge([allow({"Principal": {"AWS": "444455556666"}})]) == {failure("444455556666")}
	judge([allow({"Principal": {"AWS": "AIDAEXAMPLE"}})]) == {failure("AIDAEXAMPLE")}
	judge([allow({"Principal": {"CanonicalUser": "79a59df9"}})]) == {failure("79a59df9")}
}

test_trusted_accounts_pass if {
	passes(allow({"Principal": {"AWS": ["111122223333", "arn:aws-cn:iam::222233334444:role/x"]}}))
	passes(allow({"Principal": {"AWS": "arn:aws:sts::111122223333:assumed-role/x/y"}}))
	passes(allow({"Principal": {"Service": "logs.amazonaws.com"}}))
	passes(allow({"Effect": "Deny"}))
	judge([]) == set()
}

test_conditions_on_the_principal_narrow if {
	passes(when("StringEquals", "aws:PrincipalAccount", "111122223333"))
	passes(when("StringEquals", "aws:PrincipalAccount", ["111122223333", "222233334444"]))
	passes(when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"))
	passes(when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/*"))
	passes(when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"))
}

test_other_conditions_do_not if {
	fails(when("StringEquals", "aws:PrincipalAccount", "444455556666"))
	fails(when("StringEquals", "aws:PrincipalAccount", ["111122223333", "444455556666"]))
	fails(when("StringEquals", "aws:PrincipalAccount", []))
	fails(when("StringLike", "aws:PrincipalAccount", "*"))
	fails(when("StringLike", "aws:PrincipalOrgID", "o-*"))
	fails(when("StringLike", "aws:PrincipalOrgPaths", "*/ou-1"))
	fails(when("StringNotEquals", "aws:PrincipalAccount", "111122223333"))
	fails(when("StringEqualsIfExists", "aws:PrincipalAccount", "111122223333"))
	fails(when("StringEquals", "aws:SourceVpce", "vpce-1"))
	fails(when("StringEquals", "aws:SourceVpc", "vpc-1"))
	fails(when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x"))
}

test_without_policy_shared_or_managed_ones_pass if {
	judge_all({"policy": null}) == set()
	open := {"policy": {"Statement": [allow({})]}}
	judge_all(object.union(open, {"requester_managed": true})) == set()
	judge_all(object.union(open, {"owner_id": "444455556666"})) == set()
}
