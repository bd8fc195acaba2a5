package cloudflare.zone.tls_mode_test

import data.cloudflare.zone.tls_mode

deny(attributes, modes) := found if {
	found := tls_mode.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"tls_modes": modes}}
}

mode(value) := {"settings": {"ssl": {"value": value, "editable": true}}}

failure(actual, modes) := {{"path": "settings.ssl.value", "actual": actual, "expected": modes}}

test_strict_passes if deny(mode("strict"), ["strict"]) == set()

test_origin_pull_passes_where_the_spec_allows_it if deny(mode("origin_pull"), ["strict", "origin_pull"]) == set()

test_full_passes_where_the_spec_allows_it if deny(mode("full"), ["strict", "full"]) == set()

test_full_fails_where_strict_is_asked_for if deny(mode("full"), ["strict"]) == failure("full", ["strict"])

test_flexible_and_off_fail if {
	deny(mode("flexible"), ["strict", "full"]) == failure("flexible", ["strict", "full"])
	deny(mode("off"), ["strict"]) == failure("off", ["strict"])
}

test_unset_fails if {
	deny(mode(null), ["strict"]) == failure(null, ["strict"])
	deny({"settings": {"ssl": null}}, ["strict"]) == failure(null, ["strict"])
	deny({"settings": null}, ["strict"]) == failure(null, ["strict"])
	deny({}, ["strict"]) == failure(null, ["strict"])
}

test_wrong_type_fails if deny(mode(true), ["strict"]) == failure(true, ["strict"])
