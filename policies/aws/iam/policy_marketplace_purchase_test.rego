package aws.iam.policy_marketplace_purchase_test

import data.aws.iam.policy_marketplace_purchase as policy

spec := {"iam": {"purchase_actions": ["aws-marketplace:Subscribe"]}}

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"aws_managed": false, "policy": {"Statement": statements}}} with data.spec as spec
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

test_named_resources_pass if {
	judge([allow("aws-marketplace:Subscribe", "arn:aws:aws-marketplace:us-east-1:111122223333:product/prod-1")]) == set()
	judge([allow("aws-marketplace:List*", "*")]) == set()
	judge([]) == set()
}

test_every_resource_fails if {
	judge([allow("aws-marketplace:List*", "*"), allow(["aws-marketplace:Subscribe"], "*")]) == {{
		"path": "policy",
		"actual": "statement #2 allows aws-marketplace:Subscribe on *",
		"expected": "purchases of named products, or none",
	}}
	count(judge(allow("AWS-MARKETPLACE:Sub*", ["arn:aws:sns:eu-west-1:111122223333:x", "arn:aws:aws-marketplace:*"]))) == 1
	count(judge(allow("*", "*"))) >= 1
	count(judge({"Sid": "Most", "Effect": "Allow", "NotAction": "account:*", "NotResource": "arn:aws:aws-marketplace:us-east-1:111122223333:product/prod-1"})) >= 1
}

test_condition_is_no_limit if {
	count(judge(object.union(allow("aws-marketplace:Subscribe", "*"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}))) == 1
}

test_denial_takes_away if {
	judge([allow("aws-marketplace:Subscribe", "*"), {"Effect": "Deny", "Action": "aws-marketplace:*", "Resource": "*"}]) == set()
}

test_policies_of_aws_are_left_alone if {
	found := policy.deny with input as {"attributes": {"aws_managed": true, "policy": {"Statement": allow("aws-marketplace:Subscribe", "*")}}}
		with data.spec as spec
	found == set()
}
