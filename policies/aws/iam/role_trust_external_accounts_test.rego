package aws.iam.role_trust_external_accounts_test

import data.aws.iam.role_trust_external_accounts as policy

spec := {"iam": {"trusted_accounts": ["222233334444"], "third_party_accounts": ["333344445555"]}}

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

fails(statement) if count(judge(statement)) == 1

test_own_and_listed_accounts_pass if {
	judge(trust({"AWS": ["111122223333", "arn:aws:iam::222233334444:root", "arn:aws:iam::333344445555:role/scan"]})) == set()
	judge(trust({"Service": "ec2.amazonaws.com"})) == set()
	judge(null) == set()
}

test_other_accounts_fail if {
	judge([trust({"Service": "ec2.amazonaws.com"}), trust({"AWS": ["arn:aws:iam::444455556666:root"]})]) == {{
		"path": "assume_role_policy",
		"actual": "arn:aws:iam::444455556666:root",
		"expected": "principals of accounts that the spec names",
	}}
	fails(trust({"AWS": "444455556666"}))
	fails(trust({"AWS": "arn:aws-us-gov:iam::444455556666:user/x"}))
	fails(trust({"AWS": "arn:aws:sts::444455556666:assumed-role/x/y"}))
	fails(object.union(trust({"AWS": "444455556666"}), {"Action": "sts:*"}))
	fails({"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "NotAction": "sts:TagSession"})
}

test_accounts_of_conditions_fail if {
	fails(trust_if("*", {"StringEquals": {"aws:PrincipalAccount": "444455556666"}}))
	fails(trust_if({"AWS": "*"}, {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/*"}}))
	judge(trust_if("*", {"StringEquals": {"aws:PrincipalAccount": 222233334444}})) == set()
}

test_tagging_a_session_is_no_way_in if {
	judge({"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:TagSession"}) == set()
	judge({"Effect": "Deny", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole"}) == set()
}

test_roles_of_services_are_left_alone if {
	found := policy.deny with input as {"id": "x", "scope": {"account": "111122223333"}, "attributes": {"service_linked": true, "assume_role_policy": {"Statement": trust({"AWS": "444455556666"})}}}
		with data.spec as spec
	found == set()
}
