package cloudflare.zone.hotlink_protection_test

import data.cloudflare.zone.hotlink_protection

deny(attributes) := found if {
	found := hotlink_protection.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"hotlink_protection": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.hotlink_protection.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"hotlink_protection": null}}) == failure(null)
	deny({}) == failure(null)
}

test_other_spellings_and_types_fail if {
	deny(setting("ON")) == failure("ON")
	deny(setting(true)) == failure(true)
}
