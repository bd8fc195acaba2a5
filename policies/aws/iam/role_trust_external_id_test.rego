package aws.iam.role_trust_external_id_test

import data.aws.iam.role_trust_external_id as policy

spec := {"iam": {"trusted_accounts": ["222233334444"]}}

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

vendor := {"AWS": "arn:aws:iam::333344445555:root"}

test_own_accounts_pass if {
	judge(trust({"AWS": ["arn:aws:iam::111122223333:root", "222233334444"]})) == set()
	judge(trust({"Service": "lambda.amazonaws.com"})) == set()
}

test_external_id_passes if {
	judge(trust_if(vendor, {"StringEquals": {"sts:ExternalId": "a1b2c3"}})) == set()
	judge(trust_if(vendor, {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}})) == set()
}

test_without_external_id_fails if {
	judge(trust(vendor)) == {{
		"path": "assume_role_policy",
		"actual": "arn:aws:iam::333344445555:root",
		"expected": "a condition on sts:ExternalId or aws:PrincipalOrgID",
	}}
}

test_conditions_that_bind_nothing_fail if {
	count(judge(trust_if(vendor, {"StringLike": {"sts:ExternalId": "*"}}))) == 1
	count(judge(trust_if(vendor, {"StringEqualsIfExists": {"sts:ExternalId": "a1b2c3"}}))) == 1
	count(judge(trust_if(vendor, {"StringNotEquals": {"sts:ExternalId": "a1b2c3"}}))) == 1
	count(judge(trust_if(vendor, {"StringEquals": {"sts:ExternalId": []}}))) == 1
}

test_roles_of_services_are_left_alone if {
	found := policy.deny with input as {"id": "x", "scope": {"account": "111122223333"}, "attributes": {"service_linked": true, "assume_role_policy": {"Statement": trust(vendor)}}}
		with data.spec as spec
	found == set()
}
