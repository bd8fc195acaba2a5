package cloudflare.edge.kept_headers_test

import data.cloudflare.edge.kept_headers

deny(rulesets) := found if {
	found := kept_headers.deny with input.attributes as {"rulesets": rulesets}
		with data.spec.cloudflare.rules as {"kept_headers": ["Strict-Transport-Security", "Content-Security-Policy"]}
}

transform(rules) := {"http_response_headers_transform": {"rules": rules}}

rule(id, expression, headers) := {"id": id, "action": "rewrite", "enabled": true, "expression": expression, "action_parameters": {"headers": headers}}

failure(header, change) := {{"path": "rulesets.http_response_headers_transform.rules[a].action_parameters", "actual": {header: change}, "expected": null}}

test_what_sets_or_removes_others_passes if {
	deny({"http_response_headers_transform": null}) == set()
	deny(transform([rule("a", "true", {"X-Powered-By": {"operation": "remove"}, "Content-Security-Policy": {"operation": "set", "value": "default-src 'self'"}})])) == set()
	deny(transform([rule("a", "true", {"Strict-Transport-Security": {"operation": "set", "value": "max-age=31536000"}})])) == set()
	deny(transform([rule("a", "true", {"Strict-Transport-Security": {"operation": "set", "expression": "x"}})])) == set()
}

test_what_takes_one_away_fails_whatever_the_case if {
	deny(transform([rule("a", `http.host eq "x"`, {"content-security-POLICY": {"operation": "remove"}})])) == failure("content-security-POLICY", {"operation": "remove"})
	zero := {"operation": "set", "value": "includeSubDomains; max-age=0"}
	deny(transform([rule("a", "true", {"Strict-Transport-Security": zero})])) == failure("Strict-Transport-Security", zero)
}

test_rules_that_are_off_pass if {
	off := object.union(rule("a", "true", {"Content-Security-Policy": {"operation": "remove"}}), {"enabled": false})
	deny(transform([off])) == set()
}
