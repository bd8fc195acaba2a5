package aws.iam.role_trust_service_source_test

import data.aws.iam.role_trust_service_source as policy

spec := {"iam": {"source_bound_services": ["states.amazonaws.com", "monitoring.rds.amazonaws.com", "firehose.amazonaws.com"]}}

judge(statements) := found if {
	found := policy.deny with input as {
		"id": "app",
		"scope": {"provider": "aws", "account": "111122223333"},
		"attributes": {"service_linked": false, "assume_role_policy": {"Statement": statements}},
	}
		with data.spec as spec
}

trust(principal) := {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}

trust_if(principal, condition) := object.union(trust(principal), {"Condition": condition})

test_services_without_a_source_pass if {
	judge(trust({"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com", "rds.amazonaws.com"]})) == set()
	judge(trust({"AWS": "111122223333"})) == set()
}

test_bound_service_passes if {
	judge(trust_if({"Service": "states.amazonaws.com"}, {"StringEquals": {"aws:SourceAccount": "111122223333"}})) == set()
	judge(trust_if({"Service": "states.amazonaws.com"}, {"ArnLike": {"aws:SourceArn": "arn:aws:states:*:111122223333:stateMachine:*"}})) == set()
	judge(trust_if({"Service": "firehose.amazonaws.com"}, {"StringEquals": {"sts:ExternalId": "111122223333"}})) == set()
	judge(trust_if({"Service": "states.amazonaws.com"}, {"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-abcdefghij/r-ab12/*"}})) == set()
}

test_unbound_service_fails if {
	judge(trust({"Service": ["ec2.amazonaws.com", "states.amazonaws.com"]})) == {{
		"path": "assume_role_policy",
		"actual": "states.amazonaws.com",
		"expected": "a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID",
	}}
	count(judge(trust({"Service": "states.eu-west-1.amazonaws.com"}))) == 1
	count(judge(trust({"Service": "States.cn-north-1.amazonaws.com.cn"}))) == 1
	count(judge(trust({"Service": "monitoring.rds.amazonaws.com"}))) == 1
}

test_conditions_that_bind_nothing_fail if {
	count(judge(trust_if({"Service": "states.amazonaws.com"}, {"ArnLike": {"aws:SourceArn": "arn:aws:states:*:*:*"}}))) == 1
	count(judge(trust_if({"Service": "states.amazonaws.com"}, {"StringEqualsIfExists": {"aws:SourceAccount": "111122223333"}}))) == 1
	count(judge(trust_if({"Service": "states.amazonaws.com"}, {"Bool": {"aws:SecureTransport": "true"}}))) == 1
}

test_roles_of_services_are_left_alone if {
	found := policy.deny with input as {"id": "x", "scope": {"account": "111122223333"}, "attributes": {"service_linked": true, "assume_role_policy": {"Statement": trust({"Service": "states.amazonaws.com"})}}}
		with data.spec as spec
	found == set()
}
