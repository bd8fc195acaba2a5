package cloudflare.zone.browser_integrity_check_test

import data.cloudflare.zone.browser_integrity_check

deny(attributes) := found if {
	found := browser_integrity_check.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"browser_check": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.browser_check.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"browser_check": null}}) == failure(null)
	deny({}) == failure(null)
}

test_other_spellings_and_types_fail if {
	deny(setting("ON")) == failure("ON")
	deny(setting(true)) == failure(true)
}
