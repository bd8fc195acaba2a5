package cloudflare.zone.active_test

import data.cloudflare.zone.active

deny(attributes) := found if {
	found := active.deny with input as {"attributes": attributes}
}

status(actual) := {"path": "status", "actual": actual, "expected": "active"}

paused(actual) := {"path": "paused", "actual": actual, "expected": false}

test_active_passes if deny({"status": "active", "paused": false}) == set()

test_every_other_status_fails if {
	deny({"status": "pending", "paused": false}) == {status("pending")}
	deny({"status": "initializing", "paused": false}) == {status("initializing")}
	deny({"status": "moved", "paused": false}) == {status("moved")}
	deny({"status": "deactivated", "paused": false}) == {status("deactivated")}
}

test_paused_fails if deny({"status": "active", "paused": true}) == {paused(true)}

test_unset_and_odd_fail if {
	deny({}) == {status(null), paused(null)}
	deny({"status": "active", "paused": "false"}) == {paused("false")}
}
