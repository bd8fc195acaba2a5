package cloudflare.ssl.origin_ca_certificate_expiry_test

import data.cloudflare.ssl.origin_ca_certificate_expiry

deny(revoked, expires_on) := found if {
	found := origin_ca_certificate_expiry.deny with input as {"attributes": {"revoked": revoked, "expires_on": expires_on}}
		with data.spec as {"cloudflare": {"certificates": {"origin_min_days": 30}}}
		with data.now as "2026-11-01T00:00:00Z"
}

near(moment) := {"path": "expires_on", "actual": moment, "expected": "30 days away at least"}

unread := {"path": "expires_on", "unread": "it is not told when the certificate ends"}

test_far_from_its_end_passes if deny(false, "2026-12-01T00:00:00Z") == set()

test_revoked_is_not_judged if {
	deny(true, "2026-01-01T00:00:00Z") == set()
	deny(true, null) == set()
}

test_near_its_end_fails if {
	deny(false, "2026-11-30T00:00:00Z") == {near("2026-11-30T00:00:00Z")}
	deny(false, "2026-01-01T00:00:00Z") == {near("2026-01-01T00:00:00Z")}
	deny(null, "2026-01-01T00:00:00Z") == {near("2026-01-01T00:00:00Z")}
	deny("true", "2026-01-01T00:00:00Z") == {near("2026-01-01T00:00:00Z")}
}

test_an_end_that_is_not_told_is_unread if {
	deny(false, null) == {unread}
	deny(false, "2014-01-01 05:20:00 +0000 UTC") == {unread}
}
