package aws.ec2.network_acl_open_ports_test

import data.aws.ec2.network_acl_open_ports

judge(rules) := found if {
	found := network_acl_open_ports.deny with input as acl(rules, ["subnet-a"]) with data.spec as spec(false)
}

acl(rules, subnet_ids) := {"attributes": {"subnet_ids": subnet_ids, "ingress": rules}}

spec(allowed) := {"network": {"allow_open_acls": allowed, "min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

rule(changes) := object.union({"rule_no": 100, "protocol": "-1", "action": "allow", "cidr_block": "0.0.0.0/0", "from_port": null, "to_port": null}, changes)

last := {"rule_no": 32767, "protocol": "-1", "action": "deny", "cidr_block": "0.0.0.0/0", "from_port": null, "to_port": null}

fails(changes) if count(judge([rule(changes), last])) == 1

passes(changes) if judge([rule(changes), last]) == set()

test_everything_open_fails if {
	judge([rule({}), last]) == {{
		"path": "ingress[]",
		"actual": {"rule_no": 100, "protocol": "-1", "from_port": 0, "to_port": 65535, "source": "0.0.0.0/0"},
		"expected": "only the ports that the subnets need",
	}}
	fails({"protocol": "6", "from_port": 0, "to_port": 65535})
	fails({"protocol": "6", "from_port": 1, "to_port": 65535})
	fails({"protocol": "17"})
	fails({"cidr_block": null, "ipv6_cidr_block": "::/0"})
	fails({"cidr_block": "0.0.0.0/1"})
}

test_less_passes if {
	passes({"action": "deny"})
	passes({"protocol": "6", "from_port": 1024, "to_port": 65535})
	passes({"protocol": "6", "from_port": 0, "to_port": 1023})
	passes({"protocol": "1"})
	passes({"cidr_block": "10.0.0.0/8"})
	judge(null) == set()
}

test_what_is_denied_before_is_not_open if {
	judge([rule({"rule_no": 50, "action": "deny"}), rule({})]) == set()
	count(judge([rule({"rule_no": 150, "action": "deny"}), rule({})])) == 1
	count(judge([rule({"rule_no": 50, "action": "deny", "cidr_block": "0.0.0.0/1"}), rule({})])) == 1
	count(judge([rule({"rule_no": 50, "action": "deny", "protocol": "6"}), rule({})])) == 1
	count(judge([rule({"rule_no": 50, "action": "deny", "protocol": "6", "from_port": 22, "to_port": 22}), rule({})])) == 1
	count(judge([rule({"rule_no": 50, "action": "deny", "cidr_block": null, "ipv6_cidr_block": "::/0"}), rule({})])) == 1
}

test_lists_without_subnets_and_taste_pass if {
	network_acl_open_ports.deny == set() with input as acl([rule({})], []) with data.spec as spec(false)
	network_acl_open_ports.deny == set() with input as acl([rule({})], null) with data.spec as spec(false)
	network_acl_open_ports.deny == set() with input as acl([rule({})], ["subnet-a"]) with data.spec as spec(true)
}
