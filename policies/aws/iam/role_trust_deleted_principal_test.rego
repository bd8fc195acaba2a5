package aws.iam.role_trust_deleted_principal_test

import data.aws.iam.role_trust_deleted_principal as policy

spec := {}

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

test_names_pass if {
	judge(trust({"AWS": ["arn:aws:iam::111122223333:role/AROAD", "111122223333"]})) == set()
	judge(trust_if("*", {"StringLike": {"aws:userid": "AROAABCDEFGHIJKLMNOPQ:*"}})) == set()
}

test_ids_fail if {
	judge(trust({"AWS": ["AIDAABCDEFGHIJKLMNOPQ", "111122223333"]})) == {{
		"path": "assume_role_policy",
		"actual": "AIDAABCDEFGHIJKLMNOPQ",
		"expected": "principals that exist",
	}}
	count(judge(trust({"AWS": "AROAABCDEFGHIJKLMNOPQ"}))) == 1
}

test_roles_of_services_are_left_alone if {
	found := policy.deny with input as {"id": "x", "scope": {"account": "111122223333"}, "attributes": {"service_linked": true, "assume_role_policy": {"Statement": trust({"AWS": "AROAABCDEFGHIJKLMNOPQ"})}}}
		with data.spec as spec
	found == set()
}
