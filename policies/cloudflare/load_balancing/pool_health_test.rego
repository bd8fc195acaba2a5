package cloudflare.load_balancing.pool_health_test

import data.cloudflare.load_balancing.pool_health

deny(more) := found if {
	good := {
		"enabled": true,
		"monitor": "m",
		"monitor_group": null,
		"health": {"locations": 3, "healthy_locations": 2},
	}
	found := pool_health.deny with input as {"attributes": object.union(good, more)}
		with data.spec as {"cloudflare": {"load_balancing": {"min_healthy_percent": 51}}}
		with data.snapshot as {"cloudflare.load_balancing.monitor": {"m": {"attributes": {"type": "https"}}}}
}

failure(path, actual, expected) := {"path": path, "actual": actual, "expected": expected}

ill(healthy, locations) := failure("health.healthy_locations", healthy, sprintf("51 %% of %v data centers, and one at least", [locations]))

test_a_healthy_pool_passes if {
	deny({}) == set()
	deny({"health": {"locations": 1, "healthy_locations": 1}}) == set()
	deny({"monitor": null, "monitor_group": "g"}) == set()
}

test_a_disabled_pool_fails if {
	deny({"enabled": false}) == {failure("enabled", false, true)}
	deny({"enabled": null}) == {failure("enabled", null, true)}
	deny({"enabled": "true"}) == {failure("enabled", "true", true)}
}

test_a_pool_without_a_monitor_fails if deny({"monitor": null}) == {failure("monitor", null, "a monitor")}

test_a_monitor_that_does_not_exist_fails if {
	missing := object.union(
		failure("monitor", "n", "a monitor that exists"),
		{"because": "there is no monitor with this id in the account"},
	)
	deny({"monitor": "n"}) == {missing}
}

test_a_pool_that_is_not_healthy_fails if {
	deny({"health": {"locations": 4, "healthy_locations": 2}}) == {ill(2, 4)}
	deny({"health": {"locations": 3, "healthy_locations": 0}}) == {ill(0, 3)}
	deny({"health": {"locations": 0, "healthy_locations": 0}}) == {ill(0, 0)}
	deny({"health": {"locations": null, "healthy_locations": null}}) == {ill(null, null)}
}
