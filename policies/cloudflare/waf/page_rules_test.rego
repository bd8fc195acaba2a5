package cloudflare.waf.page_rules_test

import data.cloudflare.waf.page_rules

deny(status, actions) := found if {
	found := page_rules.deny with input.attributes as {"status": status, "actions": actions}
		with data.spec.cloudflare.tls_modes as ["strict"]
}

test_what_is_as_strict_passes if {
	deny("active", [{"id": "ssl", "value": "strict"}, {"id": "security_level", "value": "high"}, {"id": "cache_level", "value": "bypass"}]) == set()
	deny("active", null) == set()
}

test_disabled_security_fails if {
	failure := {{"path": "actions[disable_security].id", "actual": "disable_security", "expected": null}}
	deny("active", [{"id": "disable_security", "value": null}]) == failure
	deny("active", [{"id": "disable_security"}]) == failure
}

test_laxer_settings_fail if {
	deny("active", [{"id": "ssl", "value": "flexible"}]) == {{"path": "actions[ssl].value", "actual": "flexible", "expected": ["origin_pull", "strict"]}}
	deny("active", [{"id": "browser_check", "value": "off"}]) == {{"path": "actions[browser_check].value", "actual": "off", "expected": ["on"]}}
	count(deny("active", [{"id": "security_level", "value": "essentially_off"}, {"id": "waf", "value": "off"}])) == 2
	count(deny("active", [{"id": "ssl", "value": null}])) == 1
}

test_rules_that_are_off_pass if deny("disabled", [{"id": "disable_security"}, {"id": "ssl", "value": "off"}]) == set()
