package cloudflare.ssl.certificate_pack_expiry_test

import data.cloudflare.ssl.certificate_pack_expiry

rules := {
	"healthy_statuses": ["active", "backup_issued"],
	"ignored_statuses": ["deleted", "pending_deletion"],
	"min_days": 14,
	"short_lived": [{"validity_days": 14, "min_days": 2}],
}

deny(pack) := found if {
	found := certificate_pack_expiry.deny with input as {"attributes": pack}
		with data.spec as {"cloudflare": {"certificates": rules}}
		with data.now as "2026-11-01T00:00:00Z"
}

certificate(status, expires_on) := {"id": "c", "status": status, "expires_on": expires_on}

pack(status, certificates) := {"status": status, "validity_days": 90, "certificates": certificates}

late := "2027-01-01T00:00:00Z"

soon := "2026-11-14T00:00:00Z"

bad_status(path, status) := {"path": path, "actual": status, "expected": ["active", "backup_issued"]}

near(days, moment) := {
	"path": "certificates[c].expires_on",
	"actual": moment,
	"expected": sprintf("%d days away at least", [days]),
}

test_active_and_far_from_its_end_passes if {
	deny(pack("active", [certificate("active", late)])) == set()
	deny(pack("backup_issued", [certificate("backup_issued", late)])) == set()
	deny(pack("active", [certificate("active", "2026-11-15T00:00:00Z")])) == set()
}

test_what_is_on_its_way_out_is_not_judged if {
	deny(pack("deleted", [certificate("active", soon)])) == set()
	deny(pack("active", [certificate("active", late), certificate("pending_deletion", soon)])) == set()
}

test_any_certificate_near_its_end_fails if {
	deny(pack("active", [certificate("active", soon)])) == {near(14, soon)}
	deny(pack("active", [certificate("active", late), certificate("active", soon)])) == {near(14, soon)}
	deny(pack("active", [certificate("active", "2026-10-01T00:00:00Z")])) == {near(14, "2026-10-01T00:00:00Z")}
	deny(pack("backup_issued", [certificate("backup_issued", soon)])) == {near(14, soon)}
}

test_short_lived_ones_have_a_limit_of_their_own if {
	deny(short("2026-11-04T00:00:00Z")) == set()
	deny(short("2026-11-02T00:00:00Z")) == {near(2, "2026-11-02T00:00:00Z")}
	deny({"status": "active", "validity_days": null, "certificates": [certificate("active", soon)]}) == {near(14, soon)}
}

short(moment) := {"status": "active", "validity_days": 14, "certificates": [certificate("active", moment)]}

test_what_is_not_active_fails if {
	deny(pack("pending_validation", [])) == {bad_status("status", "pending_validation")}
	deny(pack("expired", [certificate("active", soon)])) == {bad_status("status", "expired")}
	deny(pack(null, [])) == {bad_status("status", null)}
	deny({}) == {bad_status("status", null)}
	deny(pack("Active", [])) == {bad_status("status", "Active")}
}

test_a_certificate_that_is_not_active_fails if {
	deny(pack("active", [certificate("pending_issuance", late)])) == {bad_status("certificates[c].status", "pending_issuance")}
}

test_an_active_pack_without_certificates_fails if {
	failure := {"path": "certificates", "actual": [], "expected": "at least one certificate"}
	deny(pack("active", [])) == {failure}
	deny(pack("active", null)) == {failure}
}

test_an_end_that_is_not_told_is_unread if {
	unread := {"path": "certificates[c].expires_on", "unread": "it is not told when the certificate ends"}
	deny(pack("active", [certificate("active", null)])) == {unread}
	deny(pack("active", [certificate("active", "soon")])) == {unread}
}
