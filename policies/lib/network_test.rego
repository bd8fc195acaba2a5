package lib.network_test

import data.lib.network

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

test_everything_is_the_world if {
	network.world("0.0.0.0/0") with data.spec as spec
	network.world("::/0") with data.spec as spec
}

test_halves_and_wide_ranges_are_the_world if {
	network.world("0.0.0.0/1") with data.spec as spec
	network.world("128.0.0.0/1") with data.spec as spec
	network.world("16.0.0.0/7") with data.spec as spec
	network.world("2000::/3") with data.spec as spec
	network.world("2600::/31") with data.spec as spec
}

test_ranges_of_the_agreed_width_are_not if {
	not network.world("10.0.0.0/8") with data.spec as spec
	not network.world("203.0.113.7/32") with data.spec as spec
	not network.world("2606:4700::/32") with data.spec as spec
}

test_local_ipv6_ranges_are_not if {
	not network.world("fc00::/7") with data.spec as spec
	not network.world("FD00::/8") with data.spec as spec
	not network.world("fe80::/10") with data.spec as spec
}

test_a_range_wider_than_the_local_one_is_the_world if {
	network.world("fc00::/6") with data.spec as spec
	network.world("fe80::/9") with data.spec as spec
}

test_bare_addresses_and_other_values_are_not if {
	not network.world("203.0.113.7") with data.spec as spec
	not network.world("2001:db8::1") with data.spec as spec
	not network.world("0.0.0.0/x") with data.spec as spec
	not network.world("0.0.0.0/0/24") with data.spec as spec
	not network.world(null) with data.spec as spec
	not network.world(0) with data.spec as spec
}

test_the_width_comes_from_the_spec if {
	network.world("10.0.0.0/8") with data.spec as {"network": {"min_ipv4_prefix_length": 9, "min_ipv6_prefix_length": 32}}
	network.world("2606:4700::/32") with data.spec as {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 33}}
}
