package aws.kms.key_policy_cross_account_test

import data.aws.kms.key_policy_cross_account

deny(statement) := found if {
	found := key_policy_cross_account.deny with input as {
		"scope": {"provider": "aws", "account": "111122223333", "region": "us-east-1"},
		"attributes": {"policy": {"Statement": [statement]}},
	}
		with data.spec as {"kms": {"trusted_accounts": ["444455556666"], "trusted_organizations": ["o-aaaaaaaaaa"]}}
}

to(principals) := {"Effect": "Allow", "Principal": {"AWS": principals}, "Action": "kms:Decrypt", "Resource": "*"}

anybody(condition) := object.union(to("*"), {"Condition": condition})

failure(statement, strangers) := {{
	"path": "policy",
	"actual": statement,
	"expected": sprintf("no statement that allows %s", [strangers]),
}}

test_the_own_account_passes if {
	deny(to("arn:aws:iam::111122223333:root")) == set()
	deny(to(["111122223333", "arn:aws-cn:iam::111122223333:role/x"])) == set()
	deny(anybody({"StringEquals": {"kms:CallerAccount": "111122223333"}})) == set()
	key_policy_cross_account.deny == set() with input as {"attributes": {"policy": null}}
		with data.spec as {"kms": {"trusted_accounts": [], "trusted_organizations": []}}
}

test_trusted_ones_pass if {
	deny(to("arn:aws:iam::444455556666:role/partner")) == set()
	deny(anybody({"StringEquals": {"aws:PrincipalOrgID": "o-aaaaaaaaaa"}})) == set()
}

test_strangers_fail if {
	deny(to("arn:aws:iam::777788889999:root")) == failure(to("arn:aws:iam::777788889999:root"), "777788889999")
	deny(to("777788889999")) == failure(to("777788889999"), "777788889999")
	several := to(["444455556666", "arn:aws:sts::777788889999:assumed-role/r/s", "arn:aws-us-gov:iam::000011112222:user/u"])
	deny(several) == failure(several, "000011112222, 777788889999")
}

test_strangers_by_condition_fail if {
	caller := anybody({"StringEquals": {"kms:CallerAccount": ["111122223333", "777788889999"]}})
	deny(caller) == failure(caller, "777788889999")
	arn := anybody({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::777788889999:role/*"}})
	deny(arn) == failure(arn, "777788889999")
	organization := anybody({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-bbbbbbbbbb/r-1/*"}})
	deny(organization) == failure(organization, "o-bbbbbbbbbb")
}

test_services_denials_and_removed_identities_pass if {
	deny({"Effect": "Allow", "Principal": {"Service": "logs.amazonaws.com"}, "Action": "kms:*", "Resource": "*"}) == set()
	deny(object.union(to("777788889999"), {"Effect": "Deny"})) == set()
	deny(to("AIDAEXAMPLEEXAMPLE123")) == set()
	deny(anybody({"StringNotEquals": {"kms:CallerAccount": "777788889999"}})) == set()
}
