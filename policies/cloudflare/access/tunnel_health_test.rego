package cloudflare.access.tunnel_health_test

import data.cloudflare.access.tunnel_health

deny(status, created) := found if {
	found := tunnel_health.deny with input as {"attributes": {"status": status, "created_at": created}}
		with data.spec as {"cloudflare": {"access": {"tunnel_setup_days": 7}}}
		with data.now as "2026-06-10T00:00:00Z"
}

failure(actual) := {{"path": "status", "actual": actual, "expected": "healthy"}}

test_healthy_passes if deny("healthy", "2020-01-01T00:00:00Z") == set()

test_anything_else_fails if {
	every status in ["degraded", "down", "something new", null] {
		deny(status, "2026-06-09T00:00:00Z") == failure(status)
	}
}

test_never_run_fails_unless_new if {
	deny("inactive", "2026-06-03T00:00:00Z") == set()
	deny("inactive", "2026-06-02T00:00:00Z") == failure("inactive")
	deny("inactive", null) == failure("inactive")
	deny("inactive", "yesterday") == failure("inactive")
}
