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

test_protocols_by_name_and_number if {
	network.protocol("TCP") == "tcp"
	network.protocol("6") == "tcp"
	network.protocol(17) == "udp"
	network.protocol("58") == "icmpv6"
	network.protocol("all") == "-1"
	network.protocol("-1") == "-1"
	network.protocol("47") == "47"
}

test_ports_that_are_not_set_are_all if {
	every_port := {"from_port": 0, "to_port": 65535}
	network.port_range({"from_port": 22, "to_port": 23}) == {"from_port": 22, "to_port": 23}
	network.port_range({"from_port": -1, "to_port": -1}) == every_port
	network.port_range({"from_port": null, "to_port": 22}) == every_port
	network.port_range({}) == every_port
	network.port_range({"from_port": "22", "to_port": "22"}) == every_port
}

test_ranges_inside_others if {
	network.inside("10.1.0.0/16", ["192.0.2.0/24", "10.0.0.0/8"])
	network.inside("2001:db8:1::/48", ["10.0.0.0/8", "2001:db8::/32"])
	not network.inside("10.0.0.0/7", ["10.0.0.0/8"])
	not network.inside("192.0.2.0/24", ["::/0"])
	not network.inside("no range", ["0.0.0.0/0"])
	not network.inside("10.0.0.0/8", [])
}

test_public_ranges if {
	every cidr in ["8.8.8.0/24", "0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/7", "172.32.0.0/16", "2001:db8::/32", "::/0"] {
		network.public(cidr)
	}
	every cidr in ["10.2.0.0/16", "172.16.0.0/12", "192.168.1.1/32", "100.64.0.0/10", "169.254.169.254/32", "127.0.0.1/32", "fd00::/8", "fe80::/10", "::1/128"] {
		not network.public(cidr)
	}
	not network.public(null)
}
