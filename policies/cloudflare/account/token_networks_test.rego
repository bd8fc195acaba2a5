package cloudflare.account.token_networks_test

import data.cloudflare.account.token_networks

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

deny(status, condition) := found if {
	found := token_networks.deny with input as {"attributes": {"status": status, "condition": condition}} with data.spec as spec
}

only_from(networks) := {"request_ip": {"in": networks, "not_in": null}}

failure(actual) := {{"path": "condition.request_ip.in", "actual": actual, "expected": "named networks"}}

test_named_networks_pass if {
	deny("active", only_from(["203.0.113.0/24", "2001:db8::/48"])) == set()
	deny("active", only_from(["203.0.113.7"])) == set()
}

test_no_list_fails if {
	deny("active", null) == failure([])
	deny("active", {"request_ip": null}) == failure([])
	deny("active", only_from(null)) == failure([])
	deny("active", only_from([])) == failure([])
}

test_refusing_some_is_no_list if {
	deny("active", {"request_ip": {"in": null, "not_in": ["198.51.100.0/24"]}}) == failure([])
}

test_the_whole_internet_is_no_list if {
	deny("active", only_from(["203.0.113.0/24", "0.0.0.0/0"])) == failure("0.0.0.0/0")
	deny("active", only_from(["::/0"])) == failure("::/0")
	deny("active", only_from(["128.0.0.0/1"])) == failure("128.0.0.0/1")
}

test_what_is_no_network_is_no_list if {
	deny("active", only_from(["*"])) == failure("*")
	deny("active", only_from([null])) == failure(null)
}

test_tokens_that_are_refused_anyway_pass if {
	deny("disabled", null) == set()
	deny("expired", null) == set()
}
