package cloudflare.waf.legacy_rules_test

import data.cloudflare.waf.legacy_rules

test_each_fails if {
	left := legacy_rules.deny with input.attributes as {"paused": false}
	left == {{"path": "paused", "actual": false, "expected": null}}
}

test_a_paused_one_fails_too if {
	left := legacy_rules.deny with input.attributes as {"paused": true}
	left == {{"path": "paused", "actual": true, "expected": null}}
}

# A zone without any has nothing to judge.
test_only_what_is_there_is_judged if count(legacy_rules.deny) == 1 with input as {"attributes": {}}
