package aws.ec2.instance_exposed_ports_test

import data.aws.ec2.instance_exposed_ports

spec := {"network": {
	"high_risk_ports": [
		{"name": "SSH", "protocol": "tcp", "from_port": 22, "to_port": 22},
		{"name": "PostgreSQL", "protocol": "tcp", "from_port": 5432, "to_port": 5432},
		{"name": "SNMP", "protocol": "udp", "from_port": 161, "to_port": 161},
	],
	"min_ipv4_prefix_length": 8,
	"min_ipv6_prefix_length": 32,
}}

held(rules, entries) := {
	"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}}},
	"aws.ec2.route_table": {"rtb-1": {"id": "rtb-1", "attributes": {"vpc_id": "vpc-1", "associations": [{"main": true}], "route": [
		{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "state": "active"},
	]}}},
	"aws.ec2.network_acl": {"acl-1": {"id": "acl-1", "attributes": {
		"subnet_ids": ["subnet-a"],
		"ingress": entries,
		"egress": [all("allow")],
	}}},
	"aws.ec2.security_group": {"sg-1": {"id": "sg-1", "attributes": {"ingress": rules}}},
	"aws.ec2.network_interface": {"eni-1": {"id": "eni-1", "attributes": {
		"status": "in-use",
		"subnet_id": "subnet-a",
		"security_groups": ["sg-1"],
		"public_ips": ["192.0.2.7"],
		"attachment": {"instance": "i-1"},
	}}},
}

all(action) := {"rule_no": 100, "protocol": "-1", "action": action, "cidr_block": "0.0.0.0/0"}

rule(protocol, first, last) := {"security_group_rule_id": "sgr-1", "ip_protocol": protocol, "from_port": first, "to_port": last, "cidr_ipv4": "0.0.0.0/0"}

instance(state) := {"id": "i-1", "attributes": {"instance_state": state, "public_ip": "192.0.2.7", "network_interfaces": [{"network_interface_id": "eni-1"}]}}

judge(state, snapshot) := found if {
	found := instance_exposed_ports.deny with input as instance(state) with data.snapshot as snapshot with data.spec as spec
}

failure(services) := {
	"path": "public_ip",
	"actual": "192.0.2.7",
	"expected": "no way in from the internet",
	"because": concat("", [
		"internet gateway igw-1 -> route table rtb-1 -> subnet subnet-a -> network ACL acl-1 -> ",
		"security group sg-1 rule sgr-1 -> interface eni-1 (192.0.2.7) -> ", services,
	]),
}

test_a_way_in_fails if {
	judge("running", held([rule("tcp", 22, 22)], [all("allow")])) == {failure("SSH (tcp 22)")}
	judge("stopped", held([rule("tcp", 22, 22)], [all("allow")])) == {failure("SSH (tcp 22)")}
	judge("running", held([rule("tcp", 0, 65535)], [all("allow")])) == {failure("PostgreSQL (tcp 5432), SSH (tcp 22)")}
	judge("running", held([rule("udp", 100, 200)], [all("allow")])) == {failure("SNMP (udp 161)")}
	count(judge("running", held([rule("-1", -1, -1)], [all("allow")]))) == 2
}

test_other_ports_pass if judge("running", held([rule("tcp", 443, 443)], [all("allow")])) == set()

test_a_closed_acl_passes if {
	judge("running", held([rule("tcp", 22, 22)], [all("deny")])) == set()
	judge("running", held([rule("tcp", 22, 22)], [])) == set()
}

test_an_instance_on_its_way_out_passes if {
	judge("shutting-down", held([rule("tcp", 22, 22)], [all("allow")])) == set()
}

test_what_is_missing_is_unread if {
	full := held([rule("tcp", 443, 443)], [all("allow")])
	judge("running", object.remove(full, ["aws.ec2.network_interface"])) == {{"path": "network_interfaces", "unread": "network interface eni-1 is not in the snapshot"}}
	judge("running", object.remove(full, ["aws.ec2.network_acl"])) == {{"path": "network_interfaces", "unread": "no network ACL is known for subnet subnet-a"}}
	instance_exposed_ports.deny == set() with input as {"id": "i-2", "attributes": {"network_interfaces": null}} with data.snapshot as full with data.spec as spec
}
