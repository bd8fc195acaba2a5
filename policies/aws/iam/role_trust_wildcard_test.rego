package aws.iam.role_trust_wildcard_test

import data.aws.iam.role_trust_wildcard

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

deny(document) := found if {
	found := role_trust_wildcard.deny with input as {"attributes": {"assume_role_policy": document}} with data.spec as spec
}

failure(statement) := {
	"path": "assume_role_policy",
	"actual": statement,
	"expected": "no statement that trusts everyone without a narrowing condition",
}

trust(principal) := {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}

test_service_passes if deny({"Statement": [trust({"Service": "ec2.amazonaws.com"})]}) == set()

test_named_account_passes if deny({"Statement": trust({"AWS": "arn:aws:iam::123456789012:root"})}) == set()

test_web_identity_passes if {
	deny({"Statement": [trust({"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"})]}) == set()
}

test_no_document_passes if {
	deny(null) == set()
	role_trust_wildcard.deny == set() with input as {"attributes": {}} with data.spec as spec
}

test_organization_passes if {
	statement := object.union(trust({"AWS": "*"}), {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}})
	deny({"Statement": [statement]}) == set()
}

test_everyone_fails if {
	deny({"Statement": [trust("*")]}) == {failure(trust("*"))}
	deny({"Statement": trust({"AWS": "*"})}) == {failure(trust({"AWS": "*"}))}
	deny({"Statement": [trust({"AWS": ["123456789012", "*"]})]}) == {failure(trust({"AWS": ["123456789012", "*"]}))}
}

test_external_id_is_no_secret if {
	statement := object.union(trust({"AWS": "*"}), {"Condition": {"StringEquals": {"sts:ExternalId": "partner-42"}}})
	deny({"Statement": [statement]}) == {failure(statement)}
}

test_wildcard_account_fails if {
	statement := object.union(trust({"AWS": "*"}), {"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}}})
	deny({"Statement": [statement]}) == {failure(statement)}
}

test_everyone_but_one_fails if {
	statement := {"Effect": "Allow", "NotPrincipal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}
	deny({"Statement": [statement]}) == {failure(statement)}
}
