package cloudflare.edge.cache_deception_armor_test

import data.cloudflare.edge.cache_deception_armor

deny(entrypoint, page_rules) := found if {
	found := cache_deception_armor.deny with input.attributes as {"rulesets": {"http_request_cache_settings": entrypoint}}
		with data.snapshot as {"cloudflare.zone.page_rule": page_rules}
}

rule(parameters) := {"id": "r", "action": "set_cache_settings", "enabled": true, "action_parameters": parameters}

page(status, actions) := {"p": {"attributes": {"status": status, "actions": actions}}}

failure(actual) := {{"path": "rulesets.http_request_cache_settings.rules[r].action_parameters", "actual": actual, "expected": true}}

test_nothing_stored_passes if {
	deny(null, {}) == set()
	deny({"rules": [rule({"cache": false}), rule({"browser_ttl": {"mode": "bypass"}}), rule(null)]}, {}) == set()
}

test_armoured_passes if {
	deny({"rules": [rule({"cache": true, "cache_key": {"cache_deception_armor": true}})]}, {}) == set()
	deny(null, page("active", [{"id": "cache_level", "value": "cache_everything"}, {"id": "cache_deception_armor", "value": "on"}])) == set()
}

test_stored_without_armor_fails if {
	deny({"rules": [rule({"cache": true})]}, {}) == failure(null)
	deny({"rules": [rule({"cache": true, "cache_key": {"cache_deception_armor": false}})]}, {}) == failure(false)
}

test_page_rules_count_too if {
	expected := {{"path": "rulesets.http_request_cache_settings", "actual": "cache_everything", "expected": "cache_deception_armor", "because": "page rule p"}}
	deny(null, page("active", [{"id": "cache_level", "value": "cache_everything"}])) == expected
	deny(null, page("active", [{"id": "cache_level", "value": "cache_everything"}, {"id": "cache_deception_armor", "value": "off"}])) == expected
	deny(null, page("disabled", [{"id": "cache_level", "value": "cache_everything"}])) == set()
	deny(null, page("active", [{"id": "cache_level", "value": "aggressive"}])) == set()
}

test_rules_that_are_off_pass if deny({"rules": [object.union(rule({"cache": true}), {"enabled": false})]}, {}) == set()
