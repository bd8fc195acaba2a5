package cloudflare.ssl.custom_certificate_expiry_test

import data.cloudflare.ssl.custom_certificate_expiry

rules := {"healthy_statuses": ["active"], "ignored_statuses": ["deleted"], "custom_min_days": 30}

deny(status, expires_on) := found if {
	found := custom_certificate_expiry.deny with input as {"attributes": {"status": status, "expires_on": expires_on}}
		with data.spec as {"cloudflare": {"certificates": rules}}
		with data.now as "2026-11-01T00:00:00Z"
}

bad(status) := {"path": "status", "actual": status, "expected": ["active"]}

near(moment) := {"path": "expires_on", "actual": moment, "expected": "30 days away at least"}

unread := {"path": "expires_on", "unread": "it is not told when the certificate ends"}

late := "2026-12-01T00:00:00Z"

test_active_and_far_from_its_end_passes if deny("active", late) == set()

test_deleted_is_not_judged if deny("deleted", "2026-01-01T00:00:00Z") == set()

test_near_its_end_fails if {
	deny("active", "2026-11-30T00:00:00Z") == {near("2026-11-30T00:00:00Z")}
	deny("expired", "2026-01-01T00:00:00Z") == {bad("expired"), near("2026-01-01T00:00:00Z")}
}

test_not_active_fails if {
	deny("pending", late) == {bad("pending")}
	deny(null, late) == {bad(null)}
}

test_an_end_that_is_not_told_is_unread if {
	deny("active", null) == {unread}
	deny("active", 5) == {unread}
}
