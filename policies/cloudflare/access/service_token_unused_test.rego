package cloudflare.access.service_token_unused_test

import data.cloudflare.access.service_token_unused

deny(token) := found if {
	found := service_token_unused.deny with input as {"attributes": token}
		with data.spec as {"cloudflare": {"access": {"service_token_unused_days": 90}}}
		with data.now as "2026-06-01T00:00:00Z"
}

token(seen, created) := {"last_seen_at": seen, "created_at": created, "expires_at": "2027-01-01T00:00:00Z", "enabled": true}

failure(actual) := {{"path": "last_seen_at", "actual": actual, "expected": "within the last 90 days"}}

test_in_use_passes if {
	deny(token("2026-05-31T00:00:00Z", "2020-01-01T00:00:00Z")) == set()
	deny(token("2026-03-03T00:00:00Z", "2020-01-01T00:00:00Z")) == set()
}

test_long_unused_fails if deny(token("2026-03-02T00:00:00Z", "2020-01-01T00:00:00Z")) == failure("2026-03-02T00:00:00Z")

test_never_used_fails_unless_new if {
	deny(token(null, "2026-01-01T00:00:00Z")) == failure(null)
	deny(token("0001-01-01T00:00:00Z", "2026-01-01T00:00:00Z")) == failure(null)
	deny(token(null, "2026-05-01T00:00:00Z")) == set()
}

test_nothing_known_is_unread if {
	deny(token(null, null)) == {{"path": "last_seen_at", "unread": "neither when the token was used last nor when it was made is told"}}
	deny(token("yesterday", "")) == deny(token(null, null))
}

test_one_that_opens_nothing_passes if {
	deny(object.union(token(null, "2020-01-01T00:00:00Z"), {"enabled": false})) == set()
	deny(object.union(token(null, "2020-01-01T00:00:00Z"), {"expires_at": "2026-05-01T00:00:00Z"})) == set()
	deny(object.union(token(null, "2020-01-01T00:00:00Z"), {"expires_at": null, "enabled": null})) == failure(null)
}
