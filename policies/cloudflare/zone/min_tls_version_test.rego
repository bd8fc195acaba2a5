package cloudflare.zone.min_tls_version_test

import data.cloudflare.zone.min_tls_version

deny(attributes, minimum) := found if {
	found := min_tls_version.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"min_tls_version": minimum}}
}

version(value) := {"settings": {"min_tls_version": {"value": value}}}

failure(actual, minimum) := {{"path": "settings.min_tls_version.value", "actual": actual, "expected": minimum}}

test_exactly_the_minimum_passes if deny(version("1.2"), "1.2") == set()

test_newer_passes if deny(version("1.3"), "1.2") == set()

test_older_fails if {
	deny(version("1.1"), "1.2") == failure("1.1", "1.2")
	deny(version("1.0"), "1.2") == failure("1.0", "1.2")
}

test_spec_decides if {
	deny(version("1.2"), "1.3") == failure("1.2", "1.3")
	deny(version("1.0"), "1.0") == set()
}

test_unset_fails if {
	deny(version(null), "1.2") == failure(null, "1.2")
	deny({"settings": {"min_tls_version": null}}, "1.2") == failure(null, "1.2")
	deny({"settings": null}, "1.2") == failure(null, "1.2")
	deny({}, "1.2") == failure(null, "1.2")
}

test_number_and_unknown_version_fail if {
	deny(version(1.2), "1.2") == failure(1.2, "1.2")
	deny(version("2.0"), "1.2") == failure("2.0", "1.2")
}
