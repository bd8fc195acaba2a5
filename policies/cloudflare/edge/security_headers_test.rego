package cloudflare.edge.security_headers_test

import data.cloudflare.edge.security_headers

deny(rulesets, hsts) := found if {
	attributes := {"rulesets": rulesets, "settings": {"security_header": {"value": {"strict_transport_security": hsts}}}}
	found := security_headers.deny with input.attributes as attributes
		with data.spec.cloudflare.rules as {"header_workers": [], "security_headers": ["X-Frame-Options", "Strict-Transport-Security", "X-Content-Type-Options"]}
}

missing(headers) := {{"path": "rulesets.http_response_headers_transform", "actual": null, "expected": header} | some header in headers}

set_frame := {"x-frame-options": {"operation": "set", "value": "DENY"}}

rest := {"enabled": true, "nosniff": true}

transform(rules) := {"http_response_headers_transform": {"rules": rules}}

rule(id, expression, headers) := {"id": id, "action": "rewrite", "enabled": true, "expression": expression, "action_parameters": {"headers": headers}}

test_set_for_everything_passes if {
	deny(transform([rule("a", "true", set_frame)]), rest) == set()
	all_set := object.union(set_frame, {"Strict-Transport-Security": {"operation": "set", "expression": "x"}, "X-Content-Type-Options": {"operation": "add", "value": "nosniff"}})
	deny(transform([rule("a", "(true)", all_set)]), null) == set()
}

test_each_that_is_missing_fails if {
	deny({"http_response_headers_transform": null}, null) == missing(["X-Frame-Options", "Strict-Transport-Security", "X-Content-Type-Options"])
	deny(transform([rule("a", "true", set_frame)]), {"enabled": true, "nosniff": false}) == missing(["X-Content-Type-Options"])
	deny(transform([rule("a", "true", set_frame)]), {"enabled": false, "nosniff": true}) == missing(["Strict-Transport-Security", "X-Content-Type-Options"])
}

test_set_for_some_only_fails if {
	deny(transform([rule("a", `http.host eq "a.example"`, set_frame)]), rest) == missing(["X-Frame-Options"])
	deny(transform([rule("a", "not true", set_frame)]), rest) == missing(["X-Frame-Options"])
	deny(transform([object.union(rule("a", "true", set_frame), {"enabled": false})]), rest) == missing(["X-Frame-Options"])
	deny(transform([rule("a", "true", {"X-Frame-Options-Report": {"operation": "set", "value": "DENY"}})]), rest) == missing(["X-Frame-Options"])
	deny(transform([rule("a", "true", null)]), rest) == missing(["X-Frame-Options"])
}

test_taken_away_later_fails if {
	gone := rule("b", `http.request.uri.path eq "/x"`, {"X-FRAME-OPTIONS": {"operation": "remove"}})
	deny(transform([rule("a", "true", set_frame), gone]), rest) == missing(["X-Frame-Options"])
	deny(transform([gone, rule("a", "true", set_frame)]), rest) == set()
	without := rule("b", "true", {"strict-transport-security": {"operation": "remove"}, "x-content-type-options": {"operation": "remove"}})
	deny(transform([rule("a", "true", set_frame), without]), rest) == missing(["Strict-Transport-Security", "X-Content-Type-Options"])
}

managed(enabled, has_conflict, rules) := found if {
	attributes := {
		"managed_transforms": {"managed_response_headers": [{"id": "add_security_headers", "enabled": enabled, "has_conflict": has_conflict}]},
		"rulesets": transform(rules),
	}
	found := security_headers.deny with input.attributes as attributes
		with data.spec.cloudflare.rules as {"header_workers": [], "security_headers": ["X-Frame-Options", "Content-Security-Policy"]}
}

test_the_managed_transform_sends_some_of_them if {
	managed(true, false, []) == missing(["Content-Security-Policy"])
	managed(true, null, []) == missing(["Content-Security-Policy"])
}

test_a_managed_transform_that_is_off_or_in_conflict_sends_none if {
	managed(false, false, []) == missing(["X-Frame-Options", "Content-Security-Policy"])
	managed("true", false, []) == missing(["X-Frame-Options", "Content-Security-Policy"])
	managed(true, true, []) == missing(["X-Frame-Options", "Content-Security-Policy"])
	gone := rule("a", "true", {"x-frame-options": {"operation": "remove"}})
	managed(true, false, [gone]) == missing(["X-Frame-Options", "Content-Security-Policy"])
}

by_worker(routes, rules) := found if {
	worker := {"script": "headers", "headers": ["x-frame-options"], "hostnames": ["@", "www"]}
	found := security_headers.deny with input as {"attributes": {"name": "a.example", "rulesets": transform(rules)}}
		with data.snapshot as {"cloudflare.workers.route": routes}
		with data.spec.cloudflare.rules as {"header_workers": [worker], "security_headers": ["X-Frame-Options"]}
}

route(pattern, script) := {"attributes": {"pattern": pattern, "script": script}}

test_a_worker_of_the_spec_sends_them if by_worker({"1": route("*a.example/*", "headers")}, []) == set()

test_a_worker_that_does_not_get_everything_sends_none if {
	none := missing(["X-Frame-Options"])
	by_worker({}, []) == none
	by_worker({"1": route("a.example/*", "headers")}, []) == none
	by_worker({"1": route("*a.example/*", "other")}, []) == none
	by_worker({"1": route("*a.example/*", "headers"), "2": route("www.a.example/shop/*", null)}, []) == none
	gone := rule("a", "true", {"X-Frame-Options": {"operation": "remove"}})
	by_worker({"1": route("*a.example/*", "headers")}, [gone]) == missing(["X-Frame-Options"])
}
