package cloudflare.waf.config_rules_test

import data.cloudflare.waf.config_rules

deny(parameters, enabled) := found if {
	rule := {"id": "r", "action": "set_config", "enabled": enabled, "action_parameters": parameters}
	found := config_rules.deny with input.attributes as {"rulesets": {"http_config_settings": {"rules": [rule]}}}
		with data.spec.cloudflare.tls_modes as ["strict", "full"]
}

failure(actual) := {{"path": "rulesets.http_config_settings.rules[r].action_parameters", "actual": actual, "expected": null}}

test_what_is_as_strict_passes if {
	deny({"ssl": "strict", "security_level": "high", "bic": true}, true) == set()
	deny({"ssl": "full"}, true) == set()
	deny({"disable_zaraz": true, "polish": "off"}, true) == set()
	deny(null, true) == set()
}

test_what_is_laxer_fails if {
	deny({"ssl": "off"}, true) == failure({"ssl": "off"})
	deny({"ssl": "flexible"}, true) == failure({"ssl": "flexible"})
	deny({"security_level": "off"}, true) == failure({"security_level": "off"})
	deny({"security_level": "essentially_off"}, true) == failure({"security_level": "essentially_off"})
	deny({"bic": false}, true) == failure({"bic": false})
	deny({"automatic_https_rewrites": false}, true) == failure({"automatic_https_rewrites": false})
}

test_rules_that_are_off_pass if deny({"ssl": "off"}, false) == set()

test_no_rules_pass if {
	found := config_rules.deny with input.attributes as {"rulesets": {"http_config_settings": null}}
	found == set()
}
