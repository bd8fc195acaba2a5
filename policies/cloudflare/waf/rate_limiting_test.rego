package cloudflare.waf.rate_limiting_test

import data.cloudflare.waf.rate_limiting

deny(entrypoint) := found if {
	found := rate_limiting.deny with input.attributes as {"rulesets": {"http_ratelimit": entrypoint}}
		with data.spec.cloudflare.rules as {"blocking_actions": ["block"], "max_requests_per_minute": 600}
}

limit(requests, period) := {"requests_per_period": requests, "period": period}

rule(changes) := object.union({"id": "r", "action": "block", "enabled": true, "expression": "true", "ratelimit": limit(100, 10)}, changes)

failure(actual) := {{"path": "rulesets.http_ratelimit", "actual": actual, "expected": {"requests_per_minute": 600}}}

test_a_limit_passes if {
	deny({"rules": [rule({})]}) == set()
	deny({"rules": [rule({"action": "log"}), rule({"expression": `http.request.uri.path contains "/x"`})]}) == set()
}

test_none_fails if {
	deny(null) == failure([])
	deny({"rules": []}) == failure([])
	deny({"rules": [rule({"enabled": false})]}) == failure([])
}

test_what_limits_nothing_fails if {
	deny({"rules": [rule({"action": "log"})]}) == failure([limit(100, 10)])
	deny({"rules": [rule({"expression": "false"})]}) == failure([limit(100, 10)])
	deny({"rules": [rule({"ratelimit": limit(101, 10)})]}) == failure([limit(101, 10)])
	deny({"rules": [rule({"ratelimit": limit(1, 0)})]}) == failure([limit(1, 0)])
	deny({"rules": [rule({"ratelimit": null})]}) == failure([null])
	deny({"rules": [rule({"ratelimit": {"requests_per_period": null, "period": 10}})]}) == failure([{"requests_per_period": null, "period": 10}])
}
