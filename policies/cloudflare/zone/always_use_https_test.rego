package cloudflare.zone.always_use_https_test

import data.cloudflare.zone.always_use_https

deny(attributes) := found if {
	found := always_use_https.deny with input as {"attributes": attributes}
}

setting(value) := {"settings": {"always_use_https": {"value": value}}}

failure(actual) := {{"path": "settings.always_use_https.value", "actual": actual, "expected": "on"}}

test_on_passes if deny(setting("on")) == set()

test_off_fails if deny(setting("off")) == failure("off")

test_unset_fails if {
	deny(setting(null)) == failure(null)
	deny({"settings": {"always_use_https": null}}) == failure(null)
	deny({"settings": null}) == failure(null)
	deny({}) == failure(null)
}

test_truth_value_is_not_on if deny(setting(true)) == failure(true)

# ---- A redirect rule instead.

with_rules(rules) := object.union(setting("off"), {"rulesets": {"http_request_dynamic_redirect": {"rules": rules}}})

rule(expression, status, target) := {
	"id": "r", "action": "redirect", "enabled": true, "expression": expression,
	"action_parameters": {"from_value": {"status_code": status, "target_url": target}},
}

by_host := {"expression": `concat("https://", http.host, http.request.uri.path)`}

by_pattern := {"expression": `wildcard_replace(http.request.full_uri, r"http://*", r"https://${1}")`}

test_a_redirect_of_all_plain_requests_passes if {
	deny(with_rules([rule("not ssl", 301, by_host)])) == set()
	deny(with_rules([rule("(not ssl)", 308, {"value": "https://a.example/"})])) == set()
	deny(with_rules([rule(`http.request.full_uri wildcard r"http://*"`, 301, by_pattern)])) == set()
	deny(with_rules([rule(`http.host eq "www.a.example"`, 302, by_host), rule("not ssl", 301, by_host)])) == set()
}

test_other_redirects_do_not_count if {
	rules := [
		rule(`not ssl and http.host eq "a.example"`, 301, by_host),
		rule("ssl", 301, by_host),
		rule("not ssl", 302, by_host),
		rule("not ssl", 301, {"expression": `concat("http://", http.host)`}),
		rule("not ssl", 301, {"expression": `concat("", "https://")`}),
		rule("not ssl", 301, {"value": "http://a.example/"}),
		rule("not ssl", 301, {}),
		object.union(rule("not ssl", 301, by_host), {"enabled": false}),
		object.union(rule("not ssl", 301, by_host), {"action": "rewrite"}),
	]
	[r | some r in rules; deny(with_rules([r])) != failure("off")] == []
	deny(with_rules(null)) == failure("off")
}

test_what_comes_first_counts if {
	plain := rule(`http.host eq "a.example"`, 301, {"value": "http://b.example/"})
	deny(with_rules([plain, rule("not ssl", 301, by_host)])) == failure("off")
	deny(with_rules([rule("not ssl", 301, by_host), plain])) == set()
}
