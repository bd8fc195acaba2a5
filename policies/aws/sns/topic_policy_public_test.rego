package aws.sns.topic_policy_public_test

import data.aws.sns.topic_policy_public as policy

judge(statement) := found if {
	found := policy.deny with input as {"attributes": {"policy": {"Statement": statement}}}
}

open := {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}

wanted := "no statement that allows everyone without a narrowing condition"

test_named_principals_pass if {
	judge([{"Effect": "Allow", "Principal": {"Service": "es.amazonaws.com"}, "Action": "*", "Resource": "*"}]) == set()
	judge([{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "*", "Resource": "*"}]) == set()
	judge([{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]) == set()
}

test_no_policy_passes if {
	found := policy.deny with input as {"attributes": {"policy": null}}
	found == set()
}

test_narrowed_statements_pass if {
	judge([object.union(open, {"Condition": {"StringEquals": {"AWS:SourceOwner": "111122223333"}}})]) == set()
	judge([object.union(open, {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:111122223333:logs"}}})]) == set()
}

test_open_statements_fail if {
	judge([open]) == {{"path": "policy", "actual": open, "expected": wanted}}
	count(judge(object.union(open, {"Principal": {"AWS": ["arn:aws:iam::111122223333:root", "*"]}}))) == 1
	count(judge([object.union(object.remove(open, ["Principal"]), {"NotPrincipal": {"AWS": "111122223333"}})])) == 1
}

test_conditions_that_bind_nobody_fail if {
	count(judge([object.union(open, {"Condition": {"StringLike": {"aws:SourceAccount": "*"}}})])) == 1
	count(judge([object.union(open, {"Condition": {"StringEqualsIfExists": {"aws:SourceOwner": "111122223333"}}})])) == 1
	count(judge([object.union(open, {"Condition": {"StringEquals": {"sns:Protocol": "https"}}})])) == 1
}
