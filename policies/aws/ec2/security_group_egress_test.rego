package aws.ec2.security_group_egress_test

import data.aws.ec2.security_group_egress

judge(agreed, changes) := found if {
	found := security_group_egress.deny with input as {"attributes": {"egress": [rule(changes)]}}
		with data.snapshot as {"aws.ec2.managed_prefix_list": {"pl-1": {"id": "pl-1", "attributes": {"entry": [{"cidr": "::/0"}]}}}}
		with data.spec as {"network": {"public_egress": agreed, "min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}
}

rule(changes) := object.union({"security_group_rule_id": "sgr-1", "ip_protocol": "-1", "from_port": -1, "to_port": -1, "cidr_ipv4": null}, changes)

https := [{"protocol": "tcp", "from_port": 443, "to_port": 443}]

test_nothing_is_demanded_by_default if judge(null, {"cidr_ipv4": "0.0.0.0/0"}) == set()

test_traffic_to_everywhere_fails if {
	judge(https, {"cidr_ipv4": "0.0.0.0/0"}) == {{
		"path": "egress[sgr-1]",
		"actual": {"ip_protocol": "-1", "from_port": -1, "to_port": -1, "source": "0.0.0.0/0"},
		"expected": null,
	}}
	count(judge(https, {"cidr_ipv6": "::/0"})) == 1
	count(judge(https, {"cidr_ipv4": "0.0.0.0/1"})) == 1
	count(judge(https, {"prefix_list_id": "pl-1"})) == 1
	count(judge([], {"ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"})) == 1
}

test_agreed_and_narrow_traffic_passes if {
	judge(https, {"ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}) == set()
	judge(https, {"cidr_ipv4": "10.0.0.0/16"}) == set()
	judge(https, {"referenced_security_group_id": "sg-2"}) == set()
}

test_an_unknown_list_is_unread if {
	judge(https, {"prefix_list_id": "pl-9"}) == {{"path": "egress[sgr-1]", "unread": "prefix list pl-9 is not in the snapshot"}}
}
