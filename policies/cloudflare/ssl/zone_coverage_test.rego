package cloudflare.ssl.zone_coverage_test

import data.cloudflare.ssl.zone_coverage

spec := {"cloudflare": {"certificates": {"hostnames": ["@", "www"]}}}

deny(universal, packs) := found if {
	zone := {"name": "Example.com", "universal_ssl": {"enabled": universal}}
	found := zone_coverage.deny with input as {"attributes": zone}
		with data.spec as spec
		with data.now as "2026-11-23T00:00:00Z"
		with data.snapshot as {"cloudflare.ssl.certificate_pack": packs}
}

certificate := {"id": "c", "hosts": ["example.com", "*.example.com"], "status": "active", "expires_on": "2026-12-31T00:00:00Z"}

pack(type, more) := {"attributes": {"type": type, "status": "active", "certificates": [object.union(certificate, more)]}}

off(name) := {
	"path": "universal_ssl.enabled",
	"actual": false,
	"expected": true,
	"because": sprintf("no active certificate covers %s", [name]),
}

lacking(name) := {
	"path": "name",
	"actual": name,
	"expected": "an active certificate for it",
	"because": sprintf("no active certificate covers %s", [name]),
}

both := {lacking("example.com"), lacking("www.example.com")}

test_universal_passes if deny(true, {"p": pack("universal", {})}) == set()

test_another_certificate_passes_without_universal if {
	deny(false, {"p": pack("advanced", {})}) == set()
	deny(null, {"p": pack("legacy_custom", {})}) == set()
}

test_two_certificates_may_share_the_names if {
	packs := {"p": pack("advanced", {"hosts": ["example.com"]}), "q": pack("advanced", {"hosts": ["WWW.example.com"]})}
	deny(false, packs) == set()
}

test_no_certificate_fails if {
	deny(true, {}) == both
	deny(false, {}) == {off("example.com"), off("www.example.com")}
}

test_universal_that_is_off_does_not_count if deny(false, {"p": pack("universal", {})}) == {off("example.com"), off("www.example.com")}

test_names_that_are_not_covered_fail if {
	deny(true, {"p": pack("universal", {"hosts": ["example.com"]})}) == {lacking("www.example.com")}
	deny(true, {"p": pack("universal", {"hosts": ["*.example.com"]})}) == {lacking("example.com")}
	deny(true, {"p": pack("universal", {"hosts": ["*.other.com", "other.com"]})}) == both
	deny(true, {"p": pack("universal", {"hosts": null})}) == both
}

test_what_is_not_active_does_not_count if {
	deny(true, {"p": pack("universal", {"status": "pending_validation"})}) == both
	deny(true, {"p": pack("universal", {"expires_on": "2026-11-22T00:00:00Z"})}) == both
	pending := object.union(pack("universal", {}), {"attributes": {"status": "pending_deployment"}})
	deny(true, {"p": pending}) == both
	empty := object.union(pack("universal", {}), {"attributes": {"certificates": []}})
	deny(true, {"p": empty}) == both
}
