package aws.iam.policy_assume_role_wildcard_test

import data.aws.iam.policy_assume_role_wildcard as policy

spec := {}

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"aws_managed": false, "policy": {"Statement": statements}}} with data.spec as spec
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

test_named_resources_pass if {
	judge([allow("sts:AssumeRole", "arn:aws:iam::*:role/audit")]) == set()
	judge([allow("sts:List*", "*")]) == set()
	judge([]) == set()
}

test_every_resource_fails if {
	judge([allow("sts:List*", "*"), allow(["sts:AssumeRole"], "*")]) == {{
		"path": "policy",
		"actual": "statement #2 allows sts:AssumeRole on *",
		"expected": "sts:AssumeRole on named roles",
	}}
	count(judge(allow("STS:Ass*", ["arn:aws:sns:eu-west-1:111122223333:x", "arn:aws:iam::*:role/*"]))) == 1
	count(judge(allow("*", "*"))) >= 1
	count(judge({"Sid": "Most", "Effect": "Allow", "NotAction": "account:*", "NotResource": "arn:aws:iam::*:role/audit"})) >= 1
}

test_condition_is_no_limit if {
	count(judge(object.union(allow("sts:AssumeRole", "*"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}))) == 1
}

test_denial_takes_away if {
	judge([allow("sts:AssumeRole", "*"), {"Effect": "Deny", "Action": "sts:*", "Resource": "*"}]) == set()
}

test_policies_of_aws_are_left_alone if {
	found := policy.deny with input as {"attributes": {"aws_managed": true, "policy": {"Statement": allow("sts:AssumeRole", "*")}}}
		with data.spec as spec
	found == set()
}
