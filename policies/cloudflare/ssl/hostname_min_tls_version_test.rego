package cloudflare.ssl.hostname_min_tls_version_test

import data.cloudflare.ssl.hostname_min_tls_version

deny(attributes, minimum) := found if {
	found := hostname_min_tls_version.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"min_tls_version": minimum}}
}

failure(actual, minimum) := {{"path": "value", "actual": actual, "expected": minimum}}

test_new_enough_passes if {
	deny({"value": "1.2"}, "1.2") == set()
	deny({"value": "1.3"}, "1.2") == set()
	deny({"value": "1.0"}, "1.0") == set()
}

test_older_fails if {
	deny({"value": "1.1"}, "1.2") == failure("1.1", "1.2")
	deny({"value": "1.2"}, "1.3") == failure("1.2", "1.3")
}

test_what_is_no_version_fails if {
	deny({"value": null}, "1.2") == failure(null, "1.2")
	deny({"value": 1.3}, "1.2") == failure(1.3, "1.2")
	deny({"value": ["1.3"]}, "1.2") == failure(["1.3"], "1.2")
	deny({}, "1.2") == failure(null, "1.2")
}
