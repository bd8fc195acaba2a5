package cloudflare.account.two_factor_enforced_test

import data.cloudflare.account.two_factor_enforced

deny(attributes) := found if {
	found := two_factor_enforced.deny with input as {"attributes": attributes}
}

failure(actual) := {{"path": "settings.enforce_twofactor", "actual": actual, "expected": true}}

test_enforced_passes if deny({"settings": {"enforce_twofactor": true}}) == set()

test_not_enforced_fails if deny({"settings": {"enforce_twofactor": false}}) == failure(false)

test_what_is_not_told_fails if {
	deny({"settings": {"enforce_twofactor": null}}) == failure(null)
	deny({"settings": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_true if deny({"settings": {"enforce_twofactor": "true"}}) == failure("true")
