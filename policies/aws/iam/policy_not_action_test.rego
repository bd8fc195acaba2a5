package aws.iam.policy_not_action_test

import data.aws.iam.policy_not_action as policy

judge(statements, owner) := found if {
	found := policy.deny with input as {"attributes": {"aws_managed": owner, "policy": {"Statement": statements}}}
}

test_listed_actions_pass if {
	judge([{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}], false) == set()
	judge(null, false) == set()
}

test_all_but_some_actions_fail if {
	statement := {"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::files"}
	judge(statement, false) == {{"path": "policy", "actual": statement, "expected": "Allow with Action instead of NotAction"}}
}

test_policies_of_aws_are_left_alone if {
	judge({"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}, true) == set()
}
