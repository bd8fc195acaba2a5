package cloudflare.zone.tls_1_3_test

import data.cloudflare.zone.tls_1_3

deny(attributes, values) := found if {
	found := tls_1_3.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"tls_1_3": values}}
}

setting(value) := {"settings": {"tls_1_3": {"value": value}}}

failure(actual, values) := {{"path": "settings.tls_1_3.value", "actual": actual, "expected": values}}

test_on_and_early_data_pass if {
	deny(setting("on"), ["on", "zrt"]) == set()
	deny(setting("zrt"), ["on", "zrt"]) == set()
}

test_early_data_fails_where_the_spec_forbids_it if deny(setting("zrt"), ["on"]) == failure("zrt", ["on"])

test_off_fails if deny(setting("off"), ["on", "zrt"]) == failure("off", ["on", "zrt"])

test_unset_fails if {
	deny(setting(null), ["on", "zrt"]) == failure(null, ["on", "zrt"])
	deny({"settings": {"tls_1_3": null}}, ["on", "zrt"]) == failure(null, ["on", "zrt"])
	deny({"settings": null}, ["on", "zrt"]) == failure(null, ["on", "zrt"])
	deny({}, ["on", "zrt"]) == failure(null, ["on", "zrt"])
}

test_truth_value_is_not_on if deny(setting(true), ["on", "zrt"]) == failure(true, ["on", "zrt"])
