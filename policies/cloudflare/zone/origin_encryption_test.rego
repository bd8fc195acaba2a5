package cloudflare.zone.origin_encryption_test

import data.cloudflare.zone.origin_encryption

deny(attributes) := found if {
	found := origin_encryption.deny with input as {"attributes": attributes}
}

mode(value) := {"settings": {"ssl": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.ssl.value", "actual": actual, "expected": ["full", "strict", "origin_pull"]}}

test_full_and_strict_pass if {
	deny(mode("full")) == set()
	deny(mode("strict")) == set()
	deny(mode("origin_pull")) == set()
}

test_off_and_flexible_fail if {
	deny(mode("off")) == failure("off")
	deny(mode("flexible")) == failure("flexible")
}

test_unset_and_odd_fail if {
	deny(mode(null)) == failure(null)
	deny({"settings": {"ssl": null}}) == failure(null)
	deny({}) == failure(null)
	deny(mode("Strict")) == failure("Strict")
	deny(mode(true)) == failure(true)
}
