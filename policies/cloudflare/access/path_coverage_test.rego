package cloudflare.access.path_coverage_test

import data.cloudflare.access.path_coverage

deny_of(type, destinations, domain, others) := found if {
	found := path_coverage.deny with input as {"attributes": {"type": type, "destinations": destinations, "domain": domain}}
		with data.spec as {"cloudflare": {"access": {"public_hosts": ["shop.example.com"]}}}
		with data.snapshot as {"cloudflare.zero_trust.access_application": others}
}

public(uri) := {"type": "public", "uri": uri, "overrides": null}

deny(uris) := deny_of("self_hosted", [public(uri) | some uri in uris], null, {})

failure(uri, host) := {{"path": "destinations", "actual": uri, "expected": host}}

test_whole_hosts_pass if {
	deny(["app.example.com", "*.example.com", "api.example.com/*", "x.example.com/"]) == set()
	deny_of("self_hosted", null, "app.example.com", {}) == set()
}

test_a_path_alone_fails if {
	deny(["app.example.com/admin"]) == failure("app.example.com/admin", "app.example.com")
	deny(["app.example.com/admin/*"]) == failure("app.example.com/admin/*", "app.example.com")
	deny(["www.example.com", "app.example.com/admin"]) == failure("app.example.com/admin", "app.example.com")
	deny_of("self_hosted", [], "app.example.com/admin", {}) == {{"path": "domain", "actual": "app.example.com/admin", "expected": "app.example.com"}}
}

other(type, uri) := {"o": {"attributes": {"type": type, "destinations": [public(uri)]}}}

with_other(type, uri) := deny_of("self_hosted", [public("app.example.com/admin")], null, other(type, uri))

test_the_rest_may_be_covered_by_another_application if {
	with_other("self_hosted", "app.example.com") == set()
	with_other("self_hosted", "*.example.com") == set()
	with_other("self_hosted", "app.example.com/api") == failure("app.example.com/admin", "app.example.com")
	with_other("bookmark", "app.example.com") == failure("app.example.com/admin", "app.example.com")
}

test_hosts_that_are_open_on_purpose_pass if {
	deny(["shop.example.com/admin"]) == set()
	deny_of("self_hosted", [object.union(public("shop.example.com"), {"overrides": [override]})], null, {}) == set()
}

override := {"behavior": "public", "path_pattern": "/hooks/*"}

test_public_overrides_fail if {
	found := {{"path": "destinations[].overrides", "actual": "/hooks/*", "expected": null}}
	deny_of("self_hosted", [object.union(public("app.example.com"), {"overrides": [override]})], null, {}) == found
	deny_of("self_hosted", [{"type": "all_workers", "uri": null, "overrides": [override]}], null, {}) == found
	deny_of("self_hosted", [object.union(public("app.example.com"), {"overrides": [{"behavior": "block", "path_pattern": "/"}]})], null, {}) == set()
}

test_kinds_without_hostnames_are_left_alone if {
	deny_of("bookmark", null, "app.example.com/start", {}) == set()
	deny_of("saas", null, null, {}) == set()
	deny_of("app_launcher", [object.union(public("app.example.com"), {"overrides": [override]})], null, {}) == set()
}
