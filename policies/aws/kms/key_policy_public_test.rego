package aws.kms.key_policy_public_test

import data.aws.kms.key_policy_public

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

deny(policy) := found if {
	found := key_policy_public.deny with input as {"attributes": {"policy": policy}} with data.spec as spec
}

failure(statement) := {
	"path": "policy",
	"actual": statement,
	"expected": "no statement that allows everyone without a narrowing condition",
}

open := {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:Decrypt", "Resource": "*"}

when(operator, key, value) := object.union(open, {"Condition": {operator: {key: value}}})

test_named_principals_pass if {
	deny(null) == set()
	deny({"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]}) == set()
	deny({"Statement": [object.union(open, {"Effect": "Deny"})]}) == set()
}

test_services_on_behalf_of_one_account_pass if {
	deny({"Statement": [object.union(open, {"Condition": {"StringEquals": {
		"kms:CallerAccount": "111122223333",
		"kms:ViaService": "rds.us-east-1.amazonaws.com",
	}}})]}) == set()
}

test_everybody_fails if {
	deny({"Statement": open}) == {failure(open)}
	rest := {"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}
	deny({"Statement": [rest]}) == {failure(rest)}
}

test_conditions_that_bind_nobody_fail if {
	via := when("StringEquals", "kms:ViaService", "s3.us-east-1.amazonaws.com")
	deny({"Statement": [via]}) == {failure(via)}
	any := when("StringLike", "kms:CallerAccount", "*")
	deny({"Statement": [any]}) == {failure(any)}
	maybe := when("StringEqualsIfExists", "kms:CallerAccount", "111122223333")
	deny({"Statement": [maybe]}) == {failure(maybe)}
	context := when("StringEquals", "kms:EncryptionContext:app", "x")
	deny({"Statement": [context]}) == {failure(context)}
}
