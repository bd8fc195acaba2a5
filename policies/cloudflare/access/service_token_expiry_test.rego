package cloudflare.access.service_token_expiry_test

import data.cloudflare.access.service_token_expiry

deny(token) := found if {
	found := service_token_expiry.deny with input as {"attributes": token}
		with data.spec as {"cloudflare": {"access": {"service_token_max_days": 366}}}
		with data.now as "2026-01-01T00:00:00Z"
}

at(moment) := {"expires_at": moment, "duration": "8760h", "enabled": true}

failure(actual) := {{"path": "expires_at", "actual": actual, "expected": "within 366 days"}}

test_within_a_year_passes if {
	deny(at("2026-12-31T00:00:00Z")) == set()
	deny(at("2027-01-02T00:00:00Z")) == set()
	deny(at("2025-01-01T00:00:00Z")) == set()
}

test_later_fails if deny(at("2027-01-03T00:00:00Z")) == failure("2027-01-03T00:00:00Z")

test_never_fails if {
	every moment in [null, "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "soon", ""] {
		deny(at(moment)) == failure(moment)
	}
	deny({"expires_at": "2026-12-31T00:00:00Z", "duration": "forever"}) == failure("2026-12-31T00:00:00Z")
}

test_one_that_is_switched_off_passes if {
	deny({"expires_at": null, "enabled": false}) == set()
	deny({"expires_at": null, "enabled": null}) == failure(null)
}
