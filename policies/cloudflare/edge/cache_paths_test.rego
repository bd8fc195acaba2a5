package cloudflare.edge.cache_paths_test

import data.cloudflare.edge.cache_paths

deny(rules, page_rules) := found if {
	found := cache_paths.deny with input as {"name": "a.example", "attributes": {"rulesets": {"http_request_cache_settings": {"rules": rules}}}}
		with data.snapshot as {"cloudflare.zone.page_rule": page_rules}
		with data.spec.cloudflare.rules as {"protected_hosts": [], "uncached_paths": ["/api/"], "cached_paths": ["/static/"]}
}

rule(cache, expression) := {"id": "r", "action": "set_cache_settings", "enabled": true, "expression": expression, "action_parameters": {"cache": cache}}

api := `starts_with(http.request.uri.path, "/api/")`

static := `starts_with(http.request.uri.path, "/static/")`

by_ending := `http.request.uri.path.extension in {"css" "js"}`

cached(rules, page_rules) if {
	some failure in deny(rules, page_rules)
	failure.expected == {"bypass": {"path": "/api/", "host": null}}
}

bypassing(rules, page_rules) if {
	some failure in deny(rules, page_rules)
	failure.expected == {"cache": {"path": "/static/", "host": null}}
}

test_bypassed_and_stored_passes if {
	deny([rule(false, api)], {}) == set()
	deny([rule(false, api), rule(true, static)], {}) == set()
	deny([rule(true, "true"), rule(false, api)], {}) == set()
	deny([rule(false, "true"), rule(true, static)], {}) == set()
}

test_no_bypass_fails if {
	deny([], {}) == {{"path": "rulesets.http_request_cache_settings", "actual": [], "expected": {"bypass": {"path": "/api/", "host": null}}}}
	cached([object.union(rule(false, api), {"enabled": false})], {})
	cached([rule(false, `http.request.uri.path eq "/api/"`)], {})
	cached([rule(false, "not true")], {})
	cached([rule(null, api)], {})
}

test_the_last_rule_counts if {
	cached([rule(false, api), rule(true, "true")], {})
	cached([rule(false, api), rule(true, by_ending)], {})
	cached([rule(false, api), rule(true, `starts_with(http.request.uri.path, "/api/v1")`)], {})
	not cached([rule(true, by_ending), rule(false, api)], {})
}

test_static_files_that_bypass_fail if {
	bypassing([rule(false, "true")], {})
	bypassing([rule(true, static), rule(false, "true")], {})
	bypassing([rule(false, api), rule(false, `http.cookie contains "x"`)], {})
}

page(value, cache_level, priority) := {"attributes": {
	"status": "active",
	"priority": priority,
	"targets": [{"constraint": {"operator": "matches", "value": value}}],
	"actions": [{"id": "cache_level", "value": cache_level}],
}}

test_page_rules_bypass_too if {
	bypass := page("*a.example/api/*", "bypass", 2)
	deny([], {"p": bypass}) == set()
	deny([], {"p": bypass, "q": page("*a.example/*", "cache_everything", 1)}) == set()
	cached([], {"p": bypass, "q": page("*a.example/*", "cache_everything", 3)})
	cached([], {"p": page("a.example/api/*", "bypass", 2)})
	cached([rule(true, "true")], {"p": bypass})
	bypassing([], {"p": page("*a.example/*", "bypass", 1)})
	bypassing([rule(false, api)], {"p": page("*a.example/x/*", "bypass", 1)})
}
