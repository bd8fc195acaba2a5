package cloudflare.waf.rate_limited_paths_test

import data.cloudflare.waf.rate_limited_paths

deny(hosts, rules) := found if {
	found := rate_limited_paths.deny with input.attributes as {"rulesets": {"http_ratelimit": {"rules": rules}}} with data.spec.cloudflare.rules as {
		"blocking_actions": ["block"],
		"max_requests_per_minute": 600,
		"protected_hosts": hosts,
		"protected_paths": ["/api/", "/login"],
	}
}

rule(expression, changes) := object.union(
	{"id": "r", "action": "block", "enabled": true, "expression": expression, "ratelimit": {"requests_per_period": 100, "period": 10, "counting_expression": ""}},
	changes,
)

api := `starts_with(http.request.uri.path, "/api/")`

login := `http.request.uri.path in {"/login" "/signup"}`

failure(seen, missing) := {{"path": "rulesets.http_ratelimit", "actual": seen, "expected": request} | some request in missing}

test_covered_by_one_or_several_rules_passes if {
	deny([], [rule("true", {})]) == set()
	deny([], [rule(api, {}), rule(login, {})]) == set()
	deny([], [rule(concat(" or ", [api, login]), {})]) == set()
}

test_each_path_that_is_missing_fails if {
	deny([], [rule(api, {})]) == failure([api], [{"path": "/login", "host": null}])
	deny([], []) == failure([], [{"path": "/login", "host": null}, {"path": "/api/", "host": null}])
}

test_what_does_not_limit_does_not_cover if {
	both := [{"path": "/login", "host": null}, {"path": "/api/", "host": null}]
	deny([], [rule("true", {"enabled": false})]) == failure([], both)
	deny([], [rule("true", {"action": "log"})]) == failure([], both)
	deny([], [rule("true", {"ratelimit": {"requests_per_period": 1000000}})]) == failure([], both)
	deny([], [rule("not true", {})]) == failure(["not true"], both)
	deny([], [rule("true", {"ratelimit": {"counting_expression": "http.response.code eq 401"}})]) == failure(["true"], both)
}

test_counting_by_the_same_path_covers if deny([], [rule("true", {"ratelimit": {"counting_expression": concat(" or ", [api, login])}})]) == set()

test_hosts_of_the_spec if {
	one := rule(`http.host eq "a.example"`, {})
	deny(["a.example"], [one]) == set()
	deny(["a.example", "b.example"], [one]) == failure([`http.host eq "a.example"`], [{"path": "/login", "host": "b.example"}, {"path": "/api/", "host": "b.example"}])
	count(deny([], [one])) == 2
}
