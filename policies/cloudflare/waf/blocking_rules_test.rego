package cloudflare.waf.blocking_rules_test

import data.cloudflare.waf.blocking_rules

deny(entrypoint) := found if {
	found := blocking_rules.deny with input.attributes as {"rulesets": {"http_request_firewall_custom": entrypoint}}
		with data.spec.cloudflare.rules as {"blocking_actions": ["block", "managed_challenge"]}
}

rule(changes) := object.union({"id": "r", "action": "block", "enabled": true, "expression": `http.request.uri.path contains "/wp-"`}, changes)

failure(actual) := {{"path": "rulesets.http_request_firewall_custom", "actual": actual, "expected": ["block", "managed_challenge"]}}

test_a_blocking_rule_passes if {
	deny({"rules": [rule({})]}) == set()
	deny({"rules": [rule({"action": "skip"}), rule({"action": "managed_challenge"})]}) == set()
}

test_none_fails if {
	deny(null) == failure([])
	deny({"rules": []}) == failure([])
	deny({"rules": [rule({"enabled": false})]}) == failure([])
	deny({"rules": [rule({"action": "log"}), rule({"action": "skip"})]}) == failure(["log", "skip"])
}

test_a_rule_for_nothing_blocks_nothing if {
	deny({"rules": [rule({"expression": "false"})]}) == failure(["block"])
	deny({"rules": [rule({"expression": "(false) and ssl"})]}) == failure(["block"])
	deny({"rules": [rule({"expression": null})]}) == failure(["block"])
}
