package aws.iam.policy_pass_role_wildcard_test

import data.aws.iam.policy_pass_role_wildcard as policy

spec := {}

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"aws_managed": false, "policy": {"Statement": statements}}} with data.spec as spec
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

test_named_resources_pass if {
	judge([allow("iam:PassRole", "arn:aws:iam::111122223333:role/app-*")]) == set()
	judge([allow("iam:List*", "*")]) == set()
	judge([]) == set()
}

test_every_resource_fails if {
	judge([allow("iam:List*", "*"), allow(["iam:PassRole"], "*")]) == {{
		"path": "policy",
		"actual": "statement #2 allows iam:PassRole on *",
		"expected": "iam:PassRole on named roles",
	}}
	count(judge(allow("IAM:Pas*", ["arn:aws:sns:eu-west-1:111122223333:x", "arn:aws:iam::111122223333:role/*"]))) == 1
	count(judge(allow("*", "*"))) >= 1
	count(judge({"Sid": "Most", "Effect": "Allow", "NotAction": "account:*", "NotResource": "arn:aws:iam::111122223333:role/app-*"})) >= 1
}

test_condition_is_no_limit if {
	count(judge(object.union(allow("iam:PassRole", "*"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}))) == 1
}

test_denial_takes_away if {
	judge([allow("iam:PassRole", "*"), {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}]) == set()
}

test_policies_of_aws_are_left_alone if {
	found := policy.deny with input as {"attributes": {"aws_managed": true, "policy": {"Statement": allow("iam:PassRole", "*")}}}
		with data.spec as spec
	found == set()
}
