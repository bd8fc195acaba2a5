package cloudflare.zone.always_online_test

import data.cloudflare.zone.always_online

deny(attributes, allowed) := found if {
	found := always_online.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"allow_always_online": allowed}}}
}

setting(value) := {"settings": {"always_online": {"value": value}}}

failure(actual) := {{"path": "settings.always_online.value", "actual": actual, "expected": "off"}}

test_off_passes if deny(setting("off"), false) == set()

test_on_fails if deny(setting("on"), false) == failure("on")

test_on_passes_where_the_spec_allows_it if deny(setting("on"), true) == set()

test_unset_and_odd_fail if {
	deny(setting(null), false) == failure(null)
	deny({}, false) == failure(null)
	deny(setting(false), false) == failure(false)
}
