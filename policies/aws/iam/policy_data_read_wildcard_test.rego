package aws.iam.policy_data_read_wildcard_test

import data.aws.iam.policy_data_read_wildcard as policy

spec := {"iam": {"data_read_actions": ["s3:GetObject"]}}

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"aws_managed": false, "policy": {"Statement": statements}}} with data.spec as spec
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

test_named_resources_pass if {
	judge([allow("s3:GetObject", "arn:aws:s3:::files/*")]) == set()
	judge([allow("s3:List*", "*")]) == set()
	judge([]) == set()
}

test_every_resource_fails if {
	judge([allow("s3:List*", "*"), allow(["s3:GetObject"], "*")]) == {{
		"path": "policy",
		"actual": "statement #2 allows s3:GetObject on *",
		"expected": "reading of named resources",
	}}
	count(judge(allow("S3:Get*", ["arn:aws:sns:eu-west-1:111122223333:x", "arn:aws:s3:::*"]))) == 1
	count(judge(allow("*", "*"))) >= 1
	count(judge({"Sid": "Most", "Effect": "Allow", "NotAction": "account:*", "NotResource": "arn:aws:s3:::files/*"})) >= 1
}

test_condition_is_no_limit if {
	count(judge(object.union(allow("s3:GetObject", "*"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}))) == 1
}

test_denial_takes_away if {
	judge([allow("s3:GetObject", "*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]) == set()
}

test_policies_of_aws_are_left_alone if {
	found := policy.deny with input as {"attributes": {"aws_managed": true, "policy": {"Statement": allow("s3:GetObject", "*")}}}
		with data.spec as spec
	found == set()
}

test_actions_of_one_statement_are_one_finding if {
	found := policy.deny with input as {"attributes": {"policy": {"Statement": allow("*", "*")}}}
		with data.spec as {"iam": {"data_read_actions": ["ssm:GetParameter", "s3:GetObject"]}}
	found == {{"path": "policy", "actual": "statement #1 allows s3:GetObject, ssm:GetParameter on *", "expected": "reading of named resources"}}
}
