package cloudflare.workers.required_routes_test

import data.cloudflare.workers.required_routes

headers := {"script": "headers", "hostnames": ["@", "www"]}

scripts := {"headers": {"id": "headers", "attributes": {"etag": "a"}}}

deny(required, routes, workers) := found if {
	found := required_routes.deny with input as {"attributes": {"name": "Example.com"}}
		with data.spec as {"cloudflare": {"workers": {"required_routes": required, "schemes": ["https"]}}}
		with data.snapshot as {"cloudflare.workers.route": routes, "cloudflare.workers.script": workers}
}

route(pattern, script) := {"attributes": {"pattern": pattern, "script": script}}

failure(name) := {
	"path": "name",
	"actual": name,
	"expected": "all requests go to the Worker headers",
	"because": "the routes do not lead all requests by https there",
}

both := {failure("example.com"), failure("www.example.com")}

test_a_route_for_both_passes if {
	deny([headers], {"r": route("*example.com/*", "headers")}, scripts) == set()
	deny([headers], {"r": route("example.com/*", "headers"), "s": route("*.example.com/*", "headers")}, scripts) == set()
}

test_nothing_required_passes if deny([], {}, {}) == set()

test_only_the_zones_of_the_spec_need_it if {
	deny([object.union(headers, {"zones": ["other.example"]})], {}, scripts) == set()
	deny([object.union(headers, {"zones": ["other.example", "example.com"]})], {}, scripts) == both
	deny([object.union(headers, {"zones": []})], {}, scripts) == both
}

test_a_hostname_without_a_route_fails if {
	deny([headers], {"r": route("example.com/*", "headers")}, scripts) == {failure("www.example.com")}
	deny([headers], {"r": route("*.example.com/*", "headers")}, scripts) == {failure("example.com")}
	deny([headers], {}, scripts) == both
}

test_a_route_without_or_with_another_worker_fails if {
	deny([headers], {"r": route("*example.com/*", null)}, scripts) == both
	deny([headers], {"r": route("*example.com/*", "Headers")}, scripts) == both
	deny([headers], {"r": route("*example.com/*", "headers"), "s": route("www.example.com/api/*", null)}, scripts) == {failure("www.example.com")}
}

test_exceptions_may_go_elsewhere if {
	excepting := object.union(headers, {"exceptions": ["www.example.com/api/*"]})
	deny([excepting], {"r": route("*example.com/*", "headers"), "s": route("www.example.com/api/*", null)}, scripts) == set()
}

test_a_worker_that_does_not_exist_fails if {
	missing := {
		"path": "name",
		"actual": "Example.com",
		"expected": "the Worker headers",
		"because": "there is no such Worker in the account",
	}
	deny([headers], {"r": route("*example.com/*", "headers")}, {}) == {missing}
}
