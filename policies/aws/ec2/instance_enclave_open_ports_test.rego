package aws.ec2.instance_enclave_open_ports_test

import data.aws.ec2.instance_enclave_open_ports

rule(protocol, from_port, to_port, cidr) := {
	"ip_protocol": protocol,
	"from_port": from_port,
	"to_port": to_port,
	"cidr_ipv4": cidr,
	"cidr_ipv6": null,
	"prefix_list_id": null,
}

groups(rules) := {"aws.ec2.security_group": {"sg-1": {"id": "sg-1", "attributes": {"ingress": rules}}}}

judge(changes, snapshot) := found if {
	attributes := object.union(
		{"instance_state": "running", "enclave_options": {"enabled": true}, "vpc_security_group_ids": ["sg-1"], "network_interfaces": []},
		changes,
	)
	found := instance_enclave_open_ports.deny with input as {"attributes": attributes}
		with data.snapshot as snapshot
		with data.spec as {
			"ec2": {"enclave_public_ports": [443]},
			"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
		}
}

test_closed_or_agreed_passes if {
	judge({}, groups([])) == set()
	judge({}, groups([rule("tcp", 443, 443, "0.0.0.0/0"), rule("tcp", 5000, 5000, "10.0.0.0/16")])) == set()
	judge({}, groups([rule("6", 443, 443, "0.0.0.0/0")])) == set()
}

test_proxy_port_fails if {
	judge({}, groups([rule("tcp", 8000, 8090, "0.0.0.0/0")])) == {{
		"path": "vpc_security_group_ids",
		"actual": "sg-1",
		"expected": null,
		"because": "security group sg-1 opens tcp 8000-8090 to 0.0.0.0/0",
	}}
}

test_wide_rules_fail if {
	count(judge({}, groups([rule("tcp", 443, 444, "0.0.0.0/0")]))) == 1
	count(judge({}, groups([rule("udp", 443, 443, "0.0.0.0/0")]))) == 1
	count(judge({}, groups([rule("-1", null, null, "0.0.0.0/1")]))) == 1
	count(judge({}, groups([object.union(rule("tcp", 22, 22, null), {"cidr_ipv6": "::/0"})]))) == 1
}

test_group_of_another_interface_counts if {
	second := {"vpc_security_group_ids": [], "network_interfaces": [{"security_groups": ["sg-1"]}]}
	count(judge(second, groups([rule("tcp", 22, 22, "0.0.0.0/0")]))) == 1
}

listed := object.union(rule("tcp", 22, 22, null), {"prefix_list_id": "pl-1"})

prefix_list(cidr) := object.union(groups([listed]), {"aws.ec2.managed_prefix_list": {"pl-1": {"id": "pl-1", "attributes": {"entry": [{"cidr": cidr}]}}}})

test_prefix_lists if {
	judge({}, prefix_list("198.51.100.0/24")) == set()
	count(judge({}, prefix_list("0.0.0.0/0"))) == 1
	judge({}, groups([listed])) == {{"path": "vpc_security_group_ids", "unread": "prefix list pl-1 of security group sg-1 is not in the snapshot"}}
}

test_unknown_group if {
	judge({}, {}) == {{"path": "vpc_security_group_ids", "unread": "security group sg-1 is not in the snapshot"}}
}

test_other_instances_pass if {
	open := groups([rule("-1", null, null, "0.0.0.0/0")])
	judge({"enclave_options": {"enabled": false}}, open) == set()
	judge({"enclave_options": null}, open) == set()
	judge({"instance_state": "shutting-down"}, open) == set()
}
