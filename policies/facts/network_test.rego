package facts.network_test

import data.facts.network
import data.lib.network_rule

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

subnet(vpc_id) := {"attributes": {"vpc_id": vpc_id}}

table(routes, associations) := {"attributes": {"vpc_id": "vpc-1", "route": routes, "associations": associations}}

out := {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "state": "active"}

held(tables) := {"aws.ec2.subnet": {"subnet-a": subnet("vpc-1"), "subnet-b": subnet("vpc-1"), "subnet-n": subnet(null)}, "aws.ec2.route_table": tables}

facts(snapshot) := found if {
	found := {
		"table": network.route_table_of,
		"public": network.public_subnets,
		"nat": network.nat_subnets,
		"isolated": network.isolated_subnets,
	} with data.snapshot as snapshot with data.spec as spec
}

main(routes) := held({"rtb-main": table(routes, [{"main": true, "subnet_id": null}])})

both := {"subnet-a", "subnet-b"}

test_association_goes_before_the_main_table if {
	facts(held({
		"rtb-main": table([out], [{"main": true, "subnet_id": null}]),
		"rtb-a": table([], [{"main": false, "subnet_id": "subnet-a"}]),
	})) == {"table": {"subnet-a": "rtb-a", "subnet-b": "rtb-main"}, "public": {"subnet-b"}, "nat": set(), "isolated": {"subnet-a"}}
}

test_without_tables_nothing_is_known if {
	facts(held({})) == {"table": {}, "public": set(), "nat": set(), "isolated": set()}
	facts({}) == {"table": {}, "public": set(), "nat": set(), "isolated": set()}
}

test_public if {
	every route in [
		out,
		{"ipv6_cidr_block": "::/0", "gateway_id": "igw-1", "state": null},
		{"cidr_block": "128.0.0.0/1", "gateway_id": "igw-1"},
		{"ipv6_cidr_block": "2000::/3", "gateway_id": "igw-1"},
	] {
		found := facts(main([route]))
		found.public == both
		found.isolated == set()
	}
}

test_not_public if {
	every route in [
		object.union(out, {"state": "blackhole"}),
		object.union(out, {"gateway_id": "vgw-1"}),
		object.union(out, {"gateway_id": "local"}),
		object.union(out, {"gateway_id": null, "transit_gateway_id": "tgw-1"}),
		object.union(out, {"gateway_id": null, "nat_gateway_id": "nat-1"}),
		{"cidr_block": "203.0.113.0/24", "gateway_id": "igw-1"},
	] {
		facts(main([route])).public == set()
	}
}

test_nat if {
	every route in [
		{"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1", "gateway_id": null},
		{"ipv6_cidr_block": "::/0", "egress_only_gateway_id": "eigw-1"},
	] {
		found := facts(main([route]))
		found.nat == both
		found.isolated == set()
	}
	facts(main([{"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1", "state": "blackhole"}])).nat == set()
}

test_a_default_route_to_anything_ends_isolation if {
	every target in ["transit_gateway_id", "vpc_peering_connection_id", "network_interface_id", "carrier_gateway_id", "core_network_arn", "local_gateway_id"] {
		facts(main([{"cidr_block": "0.0.0.0/0", target: "x-1"}])).isolated == set()
	}
	facts(main([{"cidr_block": "0.0.0.0/0"}])).isolated == set()
	facts(main([{"cidr_block": "10.0.0.0/16", "gateway_id": "local"}])).isolated == both
	facts(main(null)).isolated == both
}

listed(entries) := object.union(main([{"destination_prefix_list_id": "pl-1", "gateway_id": "igw-1"}]), {"aws.ec2.managed_prefix_list": {"pl-1": {
	"id": "pl-1",
	"attributes": {"entry": entries},
}}})

test_prefix_lists_as_destinations if {
	facts(listed([{"cidr": "10.0.0.0/8"}, {"cidr": "0.0.0.0/1"}])).public == both
	facts(listed([{"cidr": "::/0"}])).public == both
	facts(listed([{"cidr": "203.0.113.0/24"}, {"cidr": null}])).public == set()
	unknown := main([{"destination_prefix_list_id": "pl-1", "gateway_id": "igw-1"}])
	network.unknown_destinations == {"rtb-main": {"pl-1"}} with data.snapshot as unknown with data.spec as spec
	not network.unknown_destinations["rtb-main"] with data.snapshot as listed([]) with data.spec as spec
}

test_any_route_to_a_gateway if {
	held := main([{"cidr_block": "203.0.113.0/24", "gateway_id": "igw-1"}, {"gateway_id": "igw-2", "state": "blackhole"}, {"gateway_id": null}])
	network.internet_gateways_of_table == {"rtb-main": {"igw-1"}} with data.snapshot as held
}

test_tables_that_changed_while_read_count_both if {
	held_twice := held({
		"rtb-1": table([], [{"subnet_id": "subnet-a"}]),
		"rtb-2": table([out], [{"subnet_id": "subnet-a"}]),
	})
	found := facts(held_twice)
	found.table == {"subnet-a": "rtb-1"}
	found.public == {"subnet-a"}
}

interface(attributes) := {"attributes": attributes}

test_interfaces if {
	held := {"aws.ec2.network_interface": {
		"eni-1": interface({"security_groups": ["sg-1", "sg-2"], "subnet_id": "subnet-a"}),
		"eni-2": interface({"security_groups": ["sg-1"], "subnet_id": "subnet-a"}),
		"eni-3": interface({"security_groups": null, "subnet_id": null}),
	}}
	network.interfaces_of_group == {"sg-1": {"eni-1", "eni-2"}, "sg-2": {"eni-1"}} with data.snapshot as held
	network.interfaces_of_subnet == {"subnet-a": {"eni-1", "eni-2"}} with data.snapshot as held
}

test_groups if {
	held := {"aws.ec2.security_group": {
		"sg-1": {"attributes": {
			"ingress": [
				{"referenced_security_group_id": "sg-2"}, {"prefix_list_id": "pl-1"},
				{"security_group_rule_id": "sgr-1", "ip_protocol": "6", "from_port": 22, "to_port": 22, "cidr_ipv4": "0.0.0.0/0"},
				{"security_group_rule_id": "sgr-2", "ip_protocol": "-1", "from_port": -1, "to_port": -1, "cidr_ipv6": "::/0"},
				{"security_group_rule_id": "sgr-3", "ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ipv4": "203.0.113.0/24"},
			],
			"egress": [{"referenced_security_group_id": "sg-3"}],
		}},
		"sg-2": {"attributes": {"ingress": null, "egress": null}},
	}}
	network.groups_naming == {"sg-2": {"sg-1"}, "sg-3": {"sg-1"}} with data.snapshot as held
	network_rule.internet_rules("sg-2") == set() with data.snapshot as held with data.spec as spec
	network_rule.internet_rules("sg-1") == {
		{"id": "sgr-1", "protocol": "tcp", "family": "ipv4", "cidr": "0.0.0.0/0", "from_port": 22, "to_port": 22},
		{"id": "sgr-2", "protocol": "-1", "family": "ipv6", "cidr": "::/0", "from_port": 0, "to_port": 65535},
	} with data.snapshot as held with data.spec as spec
}

test_acls if {
	held := {"aws.ec2.network_acl": {"acl-1": {"attributes": {
		"subnet_ids": ["subnet-a"],
		"ingress": [
			{"rule_no": 100, "protocol": "6", "action": "allow", "cidr_block": "0.0.0.0/0", "from_port": 22, "to_port": 22},
			{"rule_no": 110, "protocol": "-1", "action": "allow", "cidr_block": "10.0.0.0/8"},
			{"rule_no": 32767, "protocol": "-1", "action": "deny", "cidr_block": "0.0.0.0/0", "from_port": null, "to_port": null},
		],
		"egress": null,
	}}}}
	network.acls_of_subnet == {"subnet-a": {"acl-1"}} with data.snapshot as held
	network.wide_acl_rules == {"acl-1": {
		"ingress": [
			{"number": 100, "allows": true, "protocol": "tcp", "family": "ipv4", "cidr": "0.0.0.0/0", "from_port": 22, "to_port": 22},
			{"number": 32767, "allows": false, "protocol": "-1", "family": "ipv4", "cidr": "0.0.0.0/0", "from_port": 0, "to_port": 65535},
		],
		"egress": [],
	}} with data.snapshot as held with data.spec as spec
}

test_what_belongs_to_a_vpc if {
	held := {
		"aws.ec2.flow_log": {
			"fl-1": {"attributes": {"resource_id": "vpc-1", "vpc_id": "vpc-1"}},
			"fl-2": {"attributes": {"resource_id": null, "subnet_id": "subnet-a"}},
		},
		"aws.ec2.vpc_endpoint": {"vpce-1": {"attributes": {"vpc_id": "vpc-1"}}, "vpce-2": {"attributes": {}}},
		"aws.ec2.network_interface": {"eni-1": interface({"vpc_id": "vpc-1"}), "eni-2": interface({"vpc_id": null})},
	}
	network.flow_logs_of == {"vpc-1": {"fl-1"}, "subnet-a": {"fl-2"}} with data.snapshot as held
	network.endpoints_of_vpc == {"vpc-1": {"vpce-1"}} with data.snapshot as held
	network.vpcs_in_use == {"vpc-1"} with data.snapshot as held
}

test_routes_over_peering if {
	held := object.union(
		main([
			{"vpc_peering_connection_id": "pcx-1", "cidr_block": "10.0.0.0/16"},
			{"vpc_peering_connection_id": "pcx-1", "ipv6_cidr_block": "2001:db8::/56"},
			{"vpc_peering_connection_id": "pcx-2", "destination_prefix_list_id": "pl-1"},
			{"vpc_peering_connection_id": "pcx-3", "destination_prefix_list_id": "pl-9"},
			{"vpc_peering_connection_id": "pcx-4", "cidr_block": "10.0.0.0/16", "state": "blackhole"},
		]),
		{"aws.ec2.managed_prefix_list": {"pl-1": {"id": "pl-1", "attributes": {"entry": [{"cidr": "10.1.0.0/16"}]}}}},
	)
	network.peering_routes == {
		"pcx-1": {{"table": "rtb-main", "cidr": "10.0.0.0/16"}, {"table": "rtb-main", "cidr": "2001:db8::/56"}},
		"pcx-2": {{"table": "rtb-main", "cidr": "10.1.0.0/16"}},
		"pcx-3": {{"table": "rtb-main", "list": "pl-9"}},
	} with data.snapshot as held
}

test_groups_that_are_given_to_something if {
	held := {
		"aws.ec2.launch_template": {"lt-1": {"attributes": {
			"default": {"vpc_security_group_ids": ["sg-1"], "network_interfaces": null},
			"latest": {"vpc_security_group_ids": null, "network_interfaces": [{"security_groups": ["sg-2"]}]},
		}}},
		"aws.rds.instance": {"db-1": {"attributes": {"vpc_security_group_ids": ["sg-3", null]}}},
	}
	network.groups_in_use == {"sg-1", "sg-2", "sg-3"} with data.snapshot as held
}

test_sources_as_they_are_written if {
	network_rule.sources_of_rule({"cidr_ipv4": "10.0.0.0/8", "cidr_ipv6": null, "prefix_list_id": "pl-1", "referenced_security_group_id": "sg-1"}) == ["10.0.0.0/8", "pl-1", "sg-1"]
}

direction(changes) := [object.union({"rule_no": 100, "protocol": "-1", "action": "allow", "cidr_block": "0.0.0.0/0"}, changes), {"rule_no": 32767, "protocol": "-1", "action": "deny", "cidr_block": "0.0.0.0/0"}]

open_acls(ingress, egress) := found if {
	held := {"aws.ec2.network_acl": {"acl-1": {"attributes": {"ingress": ingress, "egress": egress}}}}
	found := network.open_acls with data.snapshot as held with data.spec as spec
}

test_lists_that_stop_nothing if {
	open_acls(direction({}), direction({})) == {["acl-1", "ipv4"]}
	open_v6 := direction({"cidr_block": null, "ipv6_cidr_block": "::/0"})
	open_acls(open_v6, open_v6) == {["acl-1", "ipv6"]}
	open_acls(direction({}), open_v6) == set()
	every changes in [{"action": "deny"}, {"protocol": "6"}, {"from_port": 0, "to_port": 1023}, {"cidr_block": "0.0.0.0/1"}, {"rule_no": 32768}] {
		open_acls(direction(changes), direction({})) == set()
		open_acls(direction({}), direction(changes)) == set()
	}
	open_acls([], direction({})) == set()
}
