package cloudflare.account.token_expiry_test

import data.cloudflare.account.token_expiry

deny(status, expiry) := found if {
	found := token_expiry.deny with input as {"attributes": {"status": status, "expires_on": expiry}}
		with data.spec as {"cloudflare": {"account": {"tokens": {"max_days_ahead": 90}}}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(actual) := {{"path": "expires_on", "actual": actual, "expected": "a moment within 90 days"}}

test_a_near_expiry_passes if {
	deny("active", "2026-12-31T00:00:00Z") == set()
	deny("active", "2027-02-21T10:00:00Z") == set()
}

test_no_expiry_fails if deny("active", null) == failure(null)

test_a_far_expiry_fails if {
	deny("active", "2027-02-21T10:00:01Z") == failure("2027-02-21T10:00:01Z")
	deny("active", "9999-12-31T23:59:59Z") == failure("9999-12-31T23:59:59Z")
}

test_what_is_no_moment_is_no_expiry if deny("active", "never") == failure("never")

test_tokens_that_are_refused_anyway_pass if {
	deny("disabled", null) == set()
	deny("expired", null) == set()
}

test_a_token_of_unknown_status_is_judged if deny(null, null) == failure(null)
