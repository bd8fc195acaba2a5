package aws.ec2.instance_public_address_test

import data.aws.ec2.instance_public_address

private := {
	"instance_state": "running",
	"public_ip": null,
	"associate_public_ip_address": false,
	"ipv6_addresses": [],
	"subnet_id": "subnet-a",
	"network_interfaces": [{"network_interface_id": "eni-1", "subnet_id": "subnet-a", "public_ip": null}],
}

judge(changes, snapshot) := found if {
	found := instance_public_address.deny with input as {"attributes": object.union(private, changes)} with data.snapshot as snapshot
}

test_private_passes if judge({}, {}) == set()

test_public_address_fails if {
	interface := {"network_interface_id": "eni-1", "subnet_id": "subnet-a", "public_ip": "198.51.100.7"}
	judge({"public_ip": "198.51.100.7", "associate_public_ip_address": true, "network_interfaces": [interface]}, {}) == {{"path": "public_ip", "actual": "198.51.100.7", "expected": null}}
}

test_address_of_second_interface_fails if {
	second := {"network_interface_id": "eni-2", "subnet_id": "subnet-a", "public_ip": "198.51.100.8"}
	judge({"network_interfaces": array.concat(private.network_interfaces, [second])}, {}) == {{
		"path": "network_interfaces[eni-2].public_ip",
		"actual": "198.51.100.8",
		"expected": null,
	}}
}

test_flag_alone_fails if {
	judge({"associate_public_ip_address": true, "network_interfaces": null}, {}) == {{"path": "associate_public_ip_address", "actual": true, "expected": false}}
}

test_what_is_being_terminated_passes if judge({"instance_state": "shutting-down", "public_ip": "198.51.100.7"}, {}) == set()

ipv6 := {"ipv6_addresses": ["2001:db8::1"]}

routes(route) := {
	"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}}},
	"aws.ec2.route_table": {"rtb-1": {"id": "rtb-1", "attributes": {"vpc_id": "vpc-1", "route": [route], "associations": [{"main": true, "subnet_id": null}]}}},
}

test_ipv6_with_a_way_in_fails if {
	judge(ipv6, routes({"ipv6_cidr_block": "::/0", "gateway_id": "igw-1", "state": "active"})) == {{
		"path": "ipv6_addresses",
		"actual": ["2001:db8::1"],
		"expected": [],
		"because": "subnet subnet-a routes IPv6 to internet gateway igw-1",
	}}
}

test_ipv6_without_a_way_in_passes if {
	judge(ipv6, routes({"ipv6_cidr_block": "::/0", "egress_only_gateway_id": "eigw-1", "gateway_id": null})) == set()
	judge(ipv6, routes({"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"})) == set()
	judge(ipv6, routes({"ipv6_cidr_block": "::/0", "gateway_id": "igw-1", "state": "blackhole"})) == set()
}

test_ipv6_with_unknown_routes if {
	judge(ipv6, {}) == {{"path": "ipv6_addresses", "unread": "no route table is known for subnet subnet-a"}}
}
