package cloudflare.zone.automatic_https_rewrites_test

import data.cloudflare.zone.automatic_https_rewrites

deny(attributes) := found if {
	found := automatic_https_rewrites.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"automatic_https_rewrites": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.automatic_https_rewrites.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"automatic_https_rewrites": null}}) == failure(null)
	deny({}) == failure(null)
}

test_other_spellings_and_types_fail if {
	deny(setting("ON")) == failure("ON")
	deny(setting(true)) == failure(true)
}
