package cloudflare.zone.leaked_credential_check_test

import data.cloudflare.zone.leaked_credential_check

deny(attributes) := found if {
	found := leaked_credential_check.deny with input as {"attributes": attributes}
}

failure(actual) := {{"path": "leaked_credential_check.enabled", "actual": actual, "expected": true}}

test_on_passes if deny({"leaked_credential_check": {"enabled": true}}) == set()

test_off_fails if deny({"leaked_credential_check": {"enabled": false}}) == failure(false)

test_unset_and_odd_fail if {
	deny({"leaked_credential_check": {"enabled": null}}) == failure(null)
	deny({"leaked_credential_check": null}) == failure(null)
	deny({}) == failure(null)
	deny({"leaked_credential_check": {"enabled": "true"}}) == failure("true")
}
