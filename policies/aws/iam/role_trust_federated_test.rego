package aws.iam.role_trust_federated_test

import data.aws.iam.role_trust_federated as policy

spec := {"iam": {"oidc_issuers": [
	{"issuer": "token.actions.githubusercontent.com", "claims": [
		{"claim": "sub", "pattern": "^repo:[^*?:/]+/"},
		{"claim": "repository_owner", "pattern": "^[^*?]+$"},
	]},
	{"issuer": "oidc.eks.*", "claims": [{"claim": "sub", "pattern": "^system:serviceaccount:[^*?:]+:"}]},
	{"issuer": "cognito-identity.amazonaws.com", "claims": [{"claim": "aud", "pattern": "^[^*?]+$"}]},
]}}

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

github(condition) := {
	"Effect": "Allow",
	"Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
	"Action": "sts:AssumeRoleWithWebIdentity",
	"Condition": condition,
}

federated(principal, condition) := {"Effect": "Allow", "Principal": {"Federated": principal}, "Action": ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"], "Condition": condition}

passes(statement) if judge(statement) == set()

fails(statement) if count(judge(statement)) == 1

test_named_repository_passes if {
	passes(github({
		"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
		"StringLike": {"token.actions.githubusercontent.com:sub": ["repo:stellarrec/site:*", "repo:stellarrec/infra:ref:refs/heads/main"]},
	}))
	passes(github({"StringEquals": {"token.actions.githubusercontent.com:repository_owner": "stellarrec"}}))
}

test_everybodys_repositories_fail if {
	judge(github({"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}})) == {{
		"path": "assume_role_policy",
		"actual": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
		"expected": "a condition on the audience or subject that names whom it means",
	}}
	fails(github({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:*"}}))
	fails(github({"StringLike": {"token.actions.githubusercontent.com:sub": "*:stellarrec/*"}}))
	fails(github({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:stellar*/site:*"}}))
	fails(github({"StringLike": {"token.actions.githubusercontent.com:sub": ["repo:stellarrec/site:*", "*"]}}))
	fails(github({"ForAllValues:StringLike": {"token.actions.githubusercontent.com:sub": "repo:stellarrec/site:*"}}))
	fails(github({"StringLikeIfExists": {"token.actions.githubusercontent.com:sub": "repo:stellarrec/site:*"}}))
	fails(github({}))
}

test_service_account_of_a_cluster if {
	cluster := "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
	key := "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
	passes(federated(cluster, {"StringEquals": {sprintf("%s:sub", [key]): "system:serviceaccount:shop:app"}}))
	fails(federated(cluster, {"StringEquals": {sprintf("%s:aud", [key]): "sts.amazonaws.com"}}))
	fails(federated(cluster, {"StringLike": {sprintf("%s:sub", [key]): "system:serviceaccount:*:app"}}))
}

test_identity_pool if {
	passes(federated("cognito-identity.amazonaws.com", {"StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:12345678-dead-beef-cafe-123456790ab"}}))
	fails(federated("cognito-identity.amazonaws.com", {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}}))
}

test_own_issuer_needs_an_audience if {
	ci := "arn:aws:iam::111122223333:oidc-provider/ci.example.com/path"
	passes(federated(ci, {"StringEquals": {"ci.example.com/path:aud": "deploy"}}))
	fails(federated(ci, {"StringLike": {"ci.example.com/path:aud": "*"}}))
	fails(federated(ci, {"StringEquals": {"other.example.com:aud": "deploy"}}))
}

test_issuer_with_a_path_of_its_own if {
	found := policy.deny with input as {"id": "x", "scope": {"account": "111122223333"}, "attributes": {"assume_role_policy": {"Statement": federated(
		"arn:aws:iam::111122223333:oidc-provider/ci.example.com/acme",
		{"StringEquals": {"ci.example.com/acme:aud": "x"}},
	)}}}
		with data.spec as {"iam": {"oidc_issuers": [{"issuer": "ci.example.com/*", "claims": [{"claim": "sub", "pattern": "x"}]}]}}
	count(found) == 1
}

test_saml_needs_an_audience if {
	sso := "arn:aws:iam::111122223333:saml-provider/sso"
	passes(federated(sso, {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}))
	fails(federated(sso, {}))
	fails(federated(sso, {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}))
}

test_other_principals_pass if passes(trust({"Service": "ec2.amazonaws.com"}))

test_roles_of_services_are_left_alone if {
	found := policy.deny with input as {"id": "x", "scope": {"account": "111122223333"}, "attributes": {"service_linked": true, "assume_role_policy": {"Statement": github({})}}}
		with data.spec as spec
	found == set()
}
