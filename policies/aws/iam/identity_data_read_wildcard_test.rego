package aws.iam.identity_data_read_wildcard_test

import data.aws.iam.identity_data_read_wildcard as policy

spec := {"iam": {"data_read_actions": ["s3:GetObject"]}}

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"inline_policy": [{"name": "fine", "policy": null}, {"name": "rights", "policy": {"Statement": statements}}]}} with data.spec as spec
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

test_named_resources_pass if {
	judge([allow("s3:GetObject", "arn:aws:s3:::files/*")]) == set()
	judge([allow("s3:List*", "*")]) == set()
	judge([]) == set()
}

test_every_resource_fails if {
	judge([allow("s3:List*", "*"), allow(["s3:GetObject"], "*")]) == {{
		"path": "inline_policy[rights].policy",
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

test_identity_without_policies_passes if {
	found := policy.deny with input as {"attributes": {"inline_policy": []}} with data.spec as spec
	found == set()
}
