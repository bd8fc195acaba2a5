package cloudflare.zone.dnssec_test

import data.cloudflare.zone.dnssec

deny(attributes) := found if {
	found := dnssec.deny with input as {"attributes": attributes}
}

zone(status) := {"type": "full", "dnssec": {"status": status, "ds": "example.com. 3600 IN DS 1 13 2 AB"}}

failure(actual) := {{"path": "dnssec.status", "actual": actual, "expected": "active"}}

test_active_passes if {
	deny(zone("active")) == set()
	deny({"type": "secondary", "dnssec": {"status": "active"}}) == set()
}

test_every_other_status_fails if {
	deny(zone("disabled")) == failure("disabled")
	deny(zone("pending-disabled")) == failure("pending-disabled")
	deny(zone("error")) == failure("error")
	deny(zone("Active")) == failure("Active")
	deny({"type": "secondary", "dnssec": {"status": "disabled"}}) == failure("disabled")
}

test_pending_fails_and_says_what_is_missing if {
	deny(zone("pending")) == {{
		"path": "dnssec.status",
		"actual": "pending",
		"expected": "active",
		"because": "Cloudflare signs the zone, but the registrar does not have the DS record yet: example.com. 3600 IN DS 1 13 2 AB",
	}}
	deny({"type": "full", "dnssec": {"status": "pending", "ds": null}}) == {{
		"path": "dnssec.status",
		"actual": "pending",
		"expected": "active",
		"because": "Cloudflare signs the zone, but the registrar does not have the DS record yet",
	}}
}

test_unset_fails if {
	deny(zone(null)) == failure(null)
	deny({"dnssec": null}) == failure(null)
	deny({}) == failure(null)
}

test_a_partial_zone_is_not_judged if {
	found := deny({"type": "partial", "dnssec": {"status": "disabled"}})
	count(found) == 1
	every finding in found {
		finding.path == "type"
		contains(finding.unread, "another provider")
	}
}

test_an_internal_zone_needs_none if deny({"type": "internal", "dnssec": {"status": "disabled"}}) == set()
