package cloudflare.zone.ip_geolocation_test

import data.cloudflare.zone.ip_geolocation

deny(attributes) := found if {
	found := ip_geolocation.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"ip_geolocation": {"value": value, "editable": true}}}

failure(actual) := {{"path": "settings.ip_geolocation.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"ip_geolocation": null}}) == failure(null)
	deny({}) == failure(null)
}

test_other_spellings_and_types_fail if {
	deny(setting("ON")) == failure("ON")
	deny(setting(true)) == failure(true)
}
