package cloudflare.ssl.origin_pull_certificate_expiry_test

import data.cloudflare.ssl.origin_pull_certificate_expiry

deny(status, expires_on) := found if {
	found := origin_pull_certificate_expiry.deny with input as {"attributes": {"status": status, "expires_on": expires_on}}
		with data.spec as {"cloudflare": {"certificates": {"origin_min_days": 30, "ignored_statuses": ["deleted"]}}}
		with data.now as "2026-11-01T00:00:00Z"
}

near(moment) := {"path": "expires_on", "actual": moment, "expected": "30 days away at least"}

unread := {"path": "expires_on", "unread": "it is not told when the certificate ends"}

test_far_from_its_end_passes if deny("active", "2026-12-01T00:00:00Z") == set()

test_deleted_is_not_judged if deny("deleted", "2026-01-01T00:00:00Z") == set()

test_near_its_end_fails if {
	deny("active", "2026-11-30T00:00:00Z") == {near("2026-11-30T00:00:00Z")}
	deny("pending_deployment", "2026-01-01T00:00:00Z") == {near("2026-01-01T00:00:00Z")}
	deny(null, "2026-01-01T00:00:00Z") == {near("2026-01-01T00:00:00Z")}
}

test_an_end_that_is_not_told_is_unread if deny("active", null) == {unread}
