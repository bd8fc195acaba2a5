package cloudflare.account.token_idle_test

import data.cloudflare.account.token_idle

deny(status, used, issued) := found if {
	found := token_idle.deny with input as {"attributes": {"status": status, "last_used_on": used, "issued_on": issued}}
		with data.spec as {"cloudflare": {"account": {"tokens": {"max_idle_days": 90}}}}
		with data.now as "2026-11-23T10:00:00Z"
}

old := "2026-01-01T00:00:00Z"

new := "2026-11-20T00:00:00Z"

unread := {{"path": "last_used_on", "unread": "the answer does not tell when the token was used or issued"}}

test_used_ones_pass if {
	deny("active", new, old) == set()
	deny("active", "2026-08-25T10:00:00Z", old) == set()
}

test_idle_ones_fail if deny("active", old, old) == {{"path": "last_used_on", "actual": old, "expected": "at most 90 days ago"}}

test_never_used_counts_from_the_issue if {
	deny("active", null, new) == set()
	deny("active", null, old) == {{
		"path": "last_used_on",
		"actual": null,
		"expected": "at most 90 days ago",
		"because": "issued on 2026-01-01T00:00:00Z",
	}}
}

test_without_dates_nothing_is_claimed if {
	deny("active", null, null) == unread
	deny("active", "often", new) == unread
}

test_tokens_that_are_refused_anyway_pass if {
	deny("disabled", old, old) == set()
	deny("expired", null, old) == set()
}
