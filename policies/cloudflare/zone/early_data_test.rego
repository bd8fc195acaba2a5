package cloudflare.zone.early_data_test

import data.cloudflare.zone.early_data

deny(attributes, allowed) := found if {
	found := early_data.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"allow_early_data": allowed}}}
}

settings(early, tls) := {"settings": {"0rtt": {"value": early}, "tls_1_3": {"value": tls}}}

failure(actual) := {{"path": "settings.0rtt.value", "actual": actual, "expected": "off"}}

test_off_passes if deny(settings("off", "on"), false) == set()

test_on_fails if deny(settings("on", "on"), false) == failure("on")

test_zrt_fails_although_the_other_setting_is_off if {
	deny(settings("off", "zrt"), false) == {{"path": "settings.tls_1_3.value", "actual": "zrt", "expected": "on"}}
}

test_both_pass_where_the_spec_allows_it if deny(settings("on", "zrt"), true) == set()

test_unset_fails if {
	deny(settings(null, "on"), false) == failure(null)
	deny({}, false) == failure(null)
}
