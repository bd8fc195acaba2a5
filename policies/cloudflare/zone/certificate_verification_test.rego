package cloudflare.zone.certificate_verification_test

import data.cloudflare.zone.certificate_verification

deny(attributes) := found if {
	found := certificate_verification.deny with input as {"attributes": attributes}
}

item(name, status, verified) := {"hostname": name, "certificate_status": status, "verification_status": verified}

status(name, actual) := {
	"path": sprintf("ssl_verification[%s].certificate_status", [name]),
	"actual": actual,
	"expected": "active",
}

test_active_passes if {
	deny({"ssl_verification": [item("a.example", "active", true), item("b.example", "active", null)]}) == set()
}

test_no_certificate_waits_where_there_is_none if deny({"ssl_verification": []}) == set()

test_every_other_status_fails if {
	deny({"ssl_verification": [item("a.example", "active", true), item("b.example", "authorizing", false)]}) == {status("b.example", "authorizing")}
	deny({"ssl_verification": [item("b.example", "expired", true)]}) == {status("b.example", "expired")}
	deny({"ssl_verification": [item("b.example", "pending_deployment", true)]}) == {status("b.example", "pending_deployment")}
	deny({"ssl_verification": [item("b.example", "Active", true)]}) == {status("b.example", "Active")}
	deny({"ssl_verification": [item("b.example", null, true)]}) == {status("b.example", null)}
}

test_an_active_one_that_cannot_be_renewed_fails if {
	deny({"ssl_verification": [item("a.example", "active", false)]}) == {{
		"path": "ssl_verification[a.example].verification_status",
		"actual": false,
		"expected": true,
	}}
}

test_one_without_a_name_fails if {
	deny({"ssl_verification": [item(null, "issuing", true)]}) == {status("", "issuing")}
}
