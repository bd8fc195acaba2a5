package cloudflare.zone.page_shield_test

import data.cloudflare.zone.page_shield

deny(attributes) := found if {
	found := page_shield.deny with input as {"attributes": attributes}
}

failure(actual) := {{"path": "page_shield.enabled", "actual": actual, "expected": true}}

test_on_passes if deny({"page_shield": {"enabled": true}}) == set()

test_off_fails if deny({"page_shield": {"enabled": false}}) == failure(false)

test_unset_and_odd_fail if {
	deny({"page_shield": {"enabled": null}}) == failure(null)
	deny({"page_shield": null}) == failure(null)
	deny({}) == failure(null)
	deny({"page_shield": {"enabled": "true"}}) == failure("true")
}
