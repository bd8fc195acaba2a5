package cloudflare.waf.skip_rules_test

import data.cloudflare.waf.skip_rules

judged(kind, phase, rules) := found if {
	phases := object.union({name: null | some name in ["http_request_firewall_custom", "http_request_firewall_managed", "http_ratelimit"]}, {phase: {"rules": rules}})
	found := skip_rules.deny with input as {"kind": kind, "attributes": {"rulesets": phases}}
		with data.spec.network as {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}
}

deny(phase, rules) := judged("cloudflare.zone", phase, rules)

rule(expression, parameters) := {"id": "r", "action": "skip", "enabled": true, "expression": expression, "action_parameters": parameters}

waf := {"phases": ["http_request_firewall_managed"]}

failure(phase, actual) := {{"path": sprintf("rulesets.%s.rules[r].expression", [phase]), "actual": actual, "expected": null}}

test_no_rules_pass if deny("http_ratelimit", []) == set()

test_skipping_for_a_few_passes if {
	deny("http_request_firewall_custom", [rule("ip.src in {203.0.113.0/24}", waf)]) == set()
	deny("http_request_firewall_custom", [rule(`http.request.uri.path eq "/health"`, {"ruleset": "current"})]) == set()
}

test_skipping_for_everybody_fails if {
	deny("http_request_firewall_custom", [rule("true", waf)]) == failure("http_request_firewall_custom", "true")
	deny("http_request_firewall_custom", [rule("true", {"products": ["hot", "waf"]})]) == failure("http_request_firewall_custom", "true")
	deny("http_request_firewall_custom", [rule("true", {"ruleset": "current"})]) == failure("http_request_firewall_custom", "true")
	deny("http_request_firewall_custom", [rule("true", {"products": ["hot"], "phases": ["http_ratelimit"]})]) == failure("http_request_firewall_custom", "true")
	deny("http_request_firewall_custom", [rule("true", null)]) == failure("http_request_firewall_custom", "true")
	deny("http_request_firewall_managed", [rule("(ssl or true)", {"rulesets": ["x"]})]) == failure("http_request_firewall_managed", "(ssl or true)")
	deny("http_ratelimit", [rule("true", waf)]) == failure("http_ratelimit", "true")
}

test_what_can_not_be_told_is_unread if {
	expressions := [`not http.host eq "x"`, `http.user_agent contains "curl"`, "not ip.src eq 203.0.113.7", "ip.src in {0.0.0.0/0}", null]
	[e | some e in expressions; not unread(deny("http_request_firewall_custom", [rule(e, waf)]))] == []
}

unread(found) if {
	count(found) == 1
	some one in found
	one.unread
}

test_an_account_skips_for_its_enterprise_zones if {
	rules := [rule(`cf.zone.plan eq "ENT"`, waf)]
	judged("cloudflare.account", "http_request_firewall_custom", rules) == failure("http_request_firewall_custom", `cf.zone.plan eq "ENT"`)
	unread(deny("http_request_firewall_custom", rules))
}

test_rules_that_are_off_or_do_something_else_pass if {
	deny("http_request_firewall_custom", [object.union(rule("true", waf), {"enabled": false})]) == set()
	deny("http_request_firewall_custom", [object.union(rule("true", null), {"action": "log"})]) == set()
	deny("http_request_firewall_custom", [rule("true", {"products": ["hot", "uaBlock"]})]) == set()
}
