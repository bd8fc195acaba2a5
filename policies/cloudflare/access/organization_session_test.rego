package cloudflare.access.organization_session_test

import data.cloudflare.access.organization_session

deny(duration, hours) := found if {
	found := organization_session.deny with input as {"attributes": {"session_duration": duration}}
		with data.spec as {"cloudflare": {"access": {"max_session_hours": hours}}}
}

failure(actual, expected) := {{"path": "session_duration", "actual": actual, "expected": expected}}

test_a_day_passes if {
	deny("24h", 24) == set()
	deny("15m", 24) == set()
}

test_longer_fails if deny("24h1m", 24) == failure("24h1m", "24h")

test_unset_is_a_day if {
	deny(null, 24) == set()
	deny(null, 8) == failure(null, "8h")
}

test_no_duration_fails if deny("a day", 24) == failure("a day", "24h")
