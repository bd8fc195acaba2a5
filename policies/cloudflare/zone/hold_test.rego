package cloudflare.zone.hold_test

import data.cloudflare.zone.hold

deny(attributes) := found if {
	found := hold.deny with input as {"attributes": attributes} with data.now as "2026-11-23T10:00:00Z"
}

zone(plan, hold, moment) := {"plan": plan, "zone_hold": {"hold": hold, "hold_after": moment}}

lifted(moment) := {{"path": "zone_hold.hold_after", "actual": moment, "expected": null}}

failure(actual) := {{"path": "zone_hold.hold", "actual": actual, "expected": true}}

test_held_passes if {
	deny(zone("enterprise", true, null)) == set()
	deny(zone("enterprise", true, "")) == set()
	deny(zone("free", true, null)) == set()
}

test_a_hold_that_is_back_passes if deny(zone("enterprise", true, "2026-11-23T09:59:59Z")) == set()

test_a_hold_that_is_lifted_fails if {
	deny(zone("enterprise", true, "2026-11-23T10:00:01Z")) == lifted("2026-11-23T10:00:01Z")
}

test_none_fails if {
	deny(zone("enterprise", false, null)) == failure(false)
	deny(zone("enterprise", null, null)) == failure(null)
	deny({"plan": "enterprise"}) == failure(null)
}

test_a_plan_without_holds_is_not_judged if {
	deny(zone("pro", false, null)) == {{"path": "zone_hold.hold", "unread": "holds come with the Enterprise plan"}}
}

test_a_moment_that_cannot_be_read_is_not_judged if {
	deny(zone("enterprise", true, "soon")) == {{
		"path": "zone_hold.hold_after",
		"unread": "the moment at which the hold comes back can't be read",
	}}
}
