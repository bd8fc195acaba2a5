package cloudflare.zone.opportunistic_encryption_test

import data.cloudflare.zone.opportunistic_encryption

deny(attributes) := found if {
	found := opportunistic_encryption.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"opportunistic_encryption": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.opportunistic_encryption.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"opportunistic_encryption": null}}) == failure(null)
	deny({}) == failure(null)
}

test_other_spellings_and_types_fail if {
	deny(setting("ON")) == failure("ON")
	deny(setting(true)) == failure(true)
}
