package cloudflare.waf.access_rules_test

import data.cloudflare.waf.access_rules

deny(mode, target, value) := found if {
	found := access_rules.deny with input.attributes as {"mode": mode, "configuration": {"target": target, "value": value}}
		with data.spec.cloudflare.rules as {"min_allowed_ipv4_prefix_length": 24, "min_allowed_ipv6_prefix_length": 48}
}

failure(value) := {{"path": "configuration.value", "actual": value, "expected": null}}

test_addresses_and_small_ranges_pass if {
	deny("whitelist", "ip", "203.0.113.7") == set()
	deny("whitelist", "ip6", "2001:db8::1") == set()
	deny("whitelist", "ip_range", "203.0.113.0/24") == set()
	deny("whitelist", "ip_range", "2001:db8:1::/48") == set()
}

test_wide_ranges_fail if {
	deny("whitelist", "ip_range", "203.0.0.0/16") == failure("203.0.0.0/16")
	deny("whitelist", "ip_range", "2001:db8::/32") == failure("2001:db8::/32")
	deny("whitelist", "ip_range", "::ffff:0:0/96") == failure("::ffff:0:0/96")
	deny("whitelist", "ip_range", "203.0.113.0") == failure("203.0.113.0")
	deny("whitelist", "ip", "0.0.0.0/0") == failure("0.0.0.0/0")
}

test_countries_networks_and_the_unknown_fail if {
	deny("whitelist", "country", "DE") == failure("DE")
	deny("whitelist", "asn", "AS13335") == failure("AS13335")
	deny("whitelist", "new", "x") == failure("x")
	deny("whitelist", null, null) == failure(null)
	deny("whitelist", "ip", null) == failure(null)
	deny("whitelist", "ip_range", null) == failure(null)
}

test_stopping_many_passes if {
	deny("block", "country", "T1") == set()
	deny("managed_challenge", "ip_range", "203.0.0.0/16") == set()
}
