package cloudflare.zone.ciphers_test

import data.cloudflare.zone.ciphers

deny(attributes) := found if {
	found := ciphers.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"ciphers": ["GOOD", "BETTER"]}}}
}

chosen(value) := {"settings": {"ciphers": {"value": value}}}

failure(actual) := {{"path": "settings.ciphers.value", "actual": actual, "expected": ["GOOD", "BETTER"]}}

test_listed_ones_pass if {
	deny(chosen(["GOOD"])) == set()
	deny(chosen(["BETTER", "GOOD"])) == set()
}

test_the_default_passes if {
	deny(chosen([])) == set()
	deny(chosen(null)) == set()
}

test_one_old_suite_fails if deny(chosen(["GOOD", "DES-CBC3-SHA"])) == failure(["GOOD", "DES-CBC3-SHA"])

test_other_spellings_and_types_fail if {
	deny(chosen(["good"])) == failure(["good"])
	deny(chosen("AES128-SHA")) == failure("AES128-SHA")
}
