package cloudflare.access.preflight_bypass_test

import data.cloudflare.access.preflight_bypass

deny(bypass) := found if found := preflight_bypass.deny with input as {"attributes": {"options_preflight_bypass": bypass}}

test_on_fails if deny(true) == {{"path": "options_preflight_bypass", "actual": true, "expected": false}}

test_off_and_unset_pass if {
	deny(false) == set()
	deny(null) == set()
}
