package aws.iam.account_federation_test

import data.aws.iam.account_federation

deny(users, providers) := found if {
	found := account_federation.deny with input as {"attributes": {"account_id": "111122223333"}}
		with data.snapshot as {"aws.iam.user": users, "aws.iam.saml_provider": providers}
		with data.now as "2026-11-23T10:00:00Z"
}

ada := {"ada": {"attributes": {"password_enabled": true}}}

robot := {"robot": {"attributes": {"password_enabled": false}}}

provider(until) := {"arn:p": {"attributes": {"valid_until": until}}}

failure(users) := {{
	"path": "account_id",
	"actual": "111122223333",
	"expected": "a SAML provider whose metadata has not expired",
	"because": sprintf("account 111122223333 -> no valid SAML provider, but %s", [users]),
}}

test_a_provider_passes if {
	deny(ada, provider("2032-01-01T00:00:00Z")) == set()
	deny(ada, provider(null)) == set()
	deny(ada, provider("9999-12-31T23:59:59Z")) == set()
}

test_nobody_with_a_password_passes if {
	deny({}, {}) == set()
	deny(robot, {}) == set()
}

test_passwords_without_a_provider_fail if {
	deny(object.union(ada, robot), {}) == failure("1 users with a password: ada")
	deny({"eve": {"attributes": {"password_enabled": null}}}, {}) == failure("1 users with a password: eve")
}

test_an_expired_provider_is_none if {
	deny(ada, provider("2026-11-23T10:00:00Z")) == failure("1 users with a password: ada")
}

test_no_providers_at_all_fail_as_well if {
	found := account_federation.deny with input as {"attributes": {"account_id": "111122223333"}}
		with data.snapshot as {"aws.iam.user": ada}
		with data.now as "2026-11-23T10:00:00Z"
	found == failure("1 users with a password: ada")
}
