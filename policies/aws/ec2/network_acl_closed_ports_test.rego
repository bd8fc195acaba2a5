package aws.ec2.network_acl_closed_ports_test

import data.aws.ec2.network_acl_closed_ports

judge(rules) := found if {
	found := network_acl_closed_ports.deny with input as {"attributes": {"subnet_ids": ["subnet-a"], "ingress": rules}} with data.spec as spec
}

spec := {"network": {
	"acl_closed_ports": [{"name": "SSH", "protocol": "tcp", "from_port": 22, "to_port": 22}],
	"min_ipv4_prefix_length": 8,
	"min_ipv6_prefix_length": 32,
}}

rule(changes) := object.union({"rule_no": 100, "protocol": "6", "action": "allow", "cidr_block": "0.0.0.0/0", "from_port": 22, "to_port": 22}, changes)

test_ssh_open_fails if {
	judge([rule({})]) == {{
		"path": "ingress[]",
		"actual": {"protocol": "tcp", "from_port": 22, "to_port": 22, "source": "0.0.0.0/0"},
		"expected": "closed to the internet",
		"because": "the rules let SSH (tcp 22) through, taken in their order",
	}}
	count(judge([rule({"protocol": "-1", "from_port": null, "to_port": null})])) == 1
	count(judge([rule({"cidr_block": null, "ipv6_cidr_block": "::/0"})])) == 1
	count(judge([rule({"from_port": 20, "to_port": 30}), rule({"rule_no": 110, "action": "deny"})])) == 1
	count(judge([rule({"action": "deny", "cidr_block": "203.0.113.0/24"}), rule({"rule_no": 110})])) == 1
}

test_closed_passes if {
	judge([rule({"action": "deny"}), rule({"rule_no": 110, "protocol": "-1"})]) == set()
	judge([rule({"from_port": 443, "to_port": 443})]) == set()
	judge([rule({"protocol": "17"})]) == set()
	judge([rule({"cidr_block": "10.0.0.0/8"})]) == set()
	judge([]) == set()
}

test_lists_without_subnets_pass if {
	network_acl_closed_ports.deny == set() with input as {"attributes": {"subnet_ids": [], "ingress": [rule({})]}} with data.spec as spec
}
