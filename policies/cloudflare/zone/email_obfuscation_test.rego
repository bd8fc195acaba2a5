package cloudflare.zone.email_obfuscation_test

import data.cloudflare.zone.email_obfuscation

deny(attributes) := found if {
	found := email_obfuscation.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"email_obfuscation": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.email_obfuscation.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"email_obfuscation": null}}) == failure(null)
	deny({}) == failure(null)
}

test_other_spellings_and_types_fail if {
	deny(setting("ON")) == failure("ON")
	deny(setting(true)) == failure(true)
}
