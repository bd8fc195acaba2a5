package cloudflare.account.token_age_test

import data.cloudflare.account.token_age

deny(status, issued) := found if {
	attributes := {"status": status, "issued_on": issued, "modified_on": "2026-11-22T00:00:00Z"}
	found := token_age.deny with input as {"attributes": attributes}
		with data.spec as {"cloudflare": {"account": {"tokens": {"max_age_days": 90}}}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(actual) := {{"path": "issued_on", "actual": actual, "expected": "at most 90 days ago"}}

unread := {{"path": "issued_on", "unread": "the answer does not tell when the token was issued"}}

test_new_ones_pass if {
	deny("active", "2026-11-01T00:00:00Z") == set()
	deny("active", "2026-08-25T10:00:00Z") == set()
}

test_old_ones_fail_whenever_they_were_changed if {
	deny("active", "2026-08-25T09:59:59Z") == failure("2026-08-25T09:59:59Z")
	deny("active", "2019-01-01T00:00:00.5Z") == failure("2019-01-01T00:00:00.5Z")
}

test_without_a_date_nothing_is_claimed if {
	deny("active", null) == unread
	deny("active", "long ago") == unread
}

test_tokens_that_are_refused_anyway_pass if {
	deny("disabled", "2019-01-01T00:00:00Z") == set()
	deny("expired", "2019-01-01T00:00:00Z") == set()
}
