package cloudflare.zone.development_mode_test

import data.cloudflare.zone.development_mode

deny(attributes) := found if {
	found := development_mode.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"development_mode": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.development_mode.value", "actual": actual, "expected": "off"}}

test_off_passes if deny(setting("off")) == set()

test_on_fails if deny(setting("on")) == failure("on")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"development_mode": null}}) == failure(null)
	deny({}) == failure(null)
}

test_other_spellings_and_types_fail if {
	deny(setting("OFF")) == failure("OFF")
	deny(setting(false)) == failure(false)
}
