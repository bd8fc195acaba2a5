package aws.iam.identity_not_action_test

import data.aws.iam.identity_not_action as policy

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"inline_policy": [{"name": "rights", "policy": {"Statement": statements}}]}}
}

test_listed_actions_pass if {
	judge([{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}]) == set()
	judge(null) == set()
}

test_all_but_some_actions_fail if {
	statement := {"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::files"}
	judge(statement) == {{"path": "inline_policy[rights].policy", "actual": statement, "expected": "Allow with Action instead of NotAction"}}
}
