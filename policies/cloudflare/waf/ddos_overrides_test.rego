package cloudflare.waf.ddos_overrides_test

import data.cloudflare.waf.ddos_overrides

deny(entrypoint) := found if {
	found := ddos_overrides.deny with input.attributes as {"rulesets": {"ddos_l7": entrypoint}}
		with data.spec.cloudflare.rules as {"ddos_sensitivity_levels": ["default", "medium"]}
}

with_overrides(overrides) := {"rules": [{"id": "r", "action": "execute", "enabled": true, "action_parameters": {"id": "x", "overrides": overrides}}]}

failure(actual) := {{"path": "rulesets.ddos_l7.rules[r].action_parameters", "actual": actual, "expected": null}}

test_no_override_passes if {
	deny(null) == set()
	deny({"rules": []}) == set()
	deny({"rules": null}) == set()
}

test_harmless_overrides_pass if {
	deny(with_overrides({"sensitivity_level": "medium"})) == set()
	deny(with_overrides({"action": "block", "rules": [{"id": "a", "sensitivity_level": "default"}]})) == set()
	deny(with_overrides(null)) == set()
}

test_low_sensitivity_fails if {
	deny(with_overrides({"sensitivity_level": "low"})) == failure({"sensitivity_level": "low"})
	deny(with_overrides({"sensitivity_level": "eoff"})) == failure({"sensitivity_level": "eoff"})
	deny(with_overrides({"rules": [{"id": "a", "sensitivity_level": "eoff"}]})) == failure({"id": "a", "sensitivity_level": "eoff"})
	deny(with_overrides({"categories": [{"category": "a", "sensitivity_level": "low"}]})) == failure({"category": "a", "sensitivity_level": "low"})
}

test_logging_and_switching_off_fail if {
	deny(with_overrides({"action": "log"})) == failure({"action": "log"})
	deny(with_overrides({"enabled": false})) == failure({"enabled": false})
}

test_another_action_fails if {
	found := deny({"rules": [{"id": "r", "action": "skip", "enabled": true, "action_parameters": null}]})
	found == {{"path": "rulesets.ddos_l7.rules[r].action", "actual": "skip", "expected": "execute"}}
}
