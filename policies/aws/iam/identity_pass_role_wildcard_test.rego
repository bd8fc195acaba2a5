package aws.iam.identity_pass_role_wildcard_test

import data.aws.iam.identity_pass_role_wildcard as policy

spec := {}

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"inline_policy": [{"name": "fine", "policy": null}, {"name": "rights", "policy": {"Statement": statements}}]}} with data.spec as spec
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

test_named_resources_pass if {
	judge([allow("iam:PassRole", "arn:aws:iam::111122223333:role/app-*")]) == set()
	judge([allow("iam:List*", "*")]) == set()
	judge([]) == set()
}

test_every_resource_fails if {
	judge([allow("iam:List*", "*"), allow(["iam:PassRole"], "*")]) == {{
		"path": "inline_policy[rights].policy",
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

test_identity_without_policies_passes if {
	found := policy.deny with input as {"attributes": {"inline_policy": []}} with data.spec as spec
	found == set()
}
