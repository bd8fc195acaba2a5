package cloudflare.zone.always_use_https_test

import data.cloudflare.zone.always_use_https

deny(attributes) := found if {
	found := always_use_https.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"always_use_https": {"value": value}}}

failure(actual) := {{"path": "settings.always_use_https.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"always_use_https": null}}) == failure(null)
	deny({"settings": null}) == failure(null)
	deny({}) == failure(null)
}

test_truth_value_is_not_on if deny(setting(true)) == failure(true)
