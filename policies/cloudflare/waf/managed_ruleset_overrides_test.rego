package cloudflare.waf.managed_ruleset_overrides_test

import data.cloudflare.waf.managed_ruleset_overrides

deny(rules) := found if {
	found := managed_ruleset_overrides.deny with input.attributes as {"rulesets": {"http_request_firewall_managed": {"rules": rules}}}
		with data.spec.cloudflare.rules as {"max_owasp_score_threshold": 60}
}

rule(overrides) := {"id": "r", "action": "execute", "enabled": true, "action_parameters": {"id": "x", "overrides": overrides}}

failure(actual) := {{"path": "rulesets.http_request_firewall_managed.rules[r].action_parameters", "actual": actual, "expected": null}}

test_none_and_strict_overrides_pass if {
	deny([]) == set()
	deny([{"id": "r", "action": "execute", "enabled": true, "action_parameters": {"id": "x"}}]) == set()
	deny([{"id": "r", "action": "execute", "enabled": true, "action_parameters": null}]) == set()
	deny([rule(null)]) == set()
	deny([rule({"action": "block", "rules": [{"id": "a", "action": "managed_challenge", "score_threshold": 40}], "categories": null})]) == set()
}

test_logging_only_fails if {
	deny([rule({"action": "log"})]) == failure({"action": "log"})
	deny([rule({"categories": [{"category": "wordpress", "action": "log"}]})]) == failure({"category": "wordpress", "action": "log"})
	deny([rule({"rules": [{"id": "a", "action": "log"}]})]) == failure({"id": "a", "action": "log"})
}

test_switched_off_fails if {
	deny([rule({"enabled": false})]) == failure({"enabled": false})
	deny([rule({"categories": [{"category": "sqli", "enabled": false}]})]) == failure({"category": "sqli", "enabled": false})
	deny([rule({"rules": [{"id": "a", "enabled": true}, {"id": "b", "enabled": false}]})]) == failure({"id": "b", "enabled": false})
}

test_a_score_that_nobody_reaches_fails if deny([rule({"rules": [{"id": "a", "score_threshold": 61}]})]) == failure({"id": "a", "score_threshold": 61})

test_rules_that_are_off_override_nothing if deny([object.union(rule({"action": "log"}), {"enabled": false})]) == set()
