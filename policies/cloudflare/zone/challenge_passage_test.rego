package cloudflare.zone.challenge_passage_test

import data.cloudflare.zone.challenge_passage

deny(attributes) := found if {
	found := challenge_passage.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"challenge_passage_min_seconds": 900, "challenge_passage_max_seconds": 2700}}}
}

passage(value) := {"settings": {"challenge_ttl": {"value": value}}}

failure(actual, expected) := {{"path": "settings.challenge_ttl.value", "actual": actual, "expected": expected}}

test_both_ends_of_the_range_pass if {
	deny(passage(900)) == set()
	deny(passage(1800)) == set()
	deny(passage(2700)) == set()
}

test_too_long_fails if {
	deny(passage(2701)) == failure(2701, 2700)
	deny(passage(31536000)) == failure(31536000, 2700)
}

test_too_short_fails if {
	deny(passage(899)) == failure(899, 900)
	deny(passage(0)) == failure(0, 900)
}

test_unset_and_text_fail if {
	deny(passage(null)) == failure(null, 2700)
	deny({}) == failure(null, 2700)
	deny(passage("1800")) == failure("1800", 2700)
}
