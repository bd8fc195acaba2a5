package aws.ec2.security_group_high_risk_ports_test

import data.aws.ec2.security_group_high_risk_ports

spec := {"network": {
	"high_risk_ports": [
		{"name": "SSH", "protocol": "tcp", "from_port": 22, "to_port": 22},
		{"name": "NetBIOS", "protocol": "udp", "from_port": 137, "to_port": 138},
	],
	"min_ipv4_prefix_length": 8,
	"min_ipv6_prefix_length": 32,
}}

lists := {"aws.ec2.managed_prefix_list": {"pl-all": {"id": "pl-all", "attributes": {"entry": [{"cidr": "0.0.0.0/0"}]}}, "pl-office": {
	"id": "pl-office",
	"attributes": {"entry": [{"cidr": "203.0.113.0/24"}]},
}}}

judge(changes) := found if {
	found := security_group_high_risk_ports.deny with input as {"attributes": {"ingress": [rule(changes)]}}
		with data.spec as spec
		with data.snapshot as lists
}

rule(changes) := object.union(
	{"security_group_rule_id": "sgr-1", "ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ipv4": "0.0.0.0/0", "cidr_ipv6": null, "prefix_list_id": null},
	changes,
)

fails(changes, reason) if {
	some found in judge(changes)
	found.because == reason
	found.path == "ingress[sgr-1]"
	found.expected == null
}

passes(changes) if judge(changes) == set()

test_ssh_to_all_fails if {
	judge({}) == {{
		"path": "ingress[sgr-1]",
		"actual": {"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "source": "0.0.0.0/0"},
		"expected": null,
		"because": "the rule opens SSH (tcp 22)",
	}}
}

test_other_ways_to_open_it_fail if {
	ssh := "the rule opens SSH (tcp 22)"
	fails({"from_port": 0, "to_port": 65535}, ssh)
	fails({"from_port": 22, "to_port": 23}, ssh)
	fails({"from_port": null, "to_port": null}, ssh)
	fails({"from_port": -1, "to_port": -1}, ssh)
	fails({"ip_protocol": "6"}, ssh)
	fails({"ip_protocol": "TCP"}, ssh)
	fails({"cidr_ipv4": null, "cidr_ipv6": "::/0"}, ssh)
	fails({"cidr_ipv4": "128.0.0.0/1"}, ssh)
	fails({"cidr_ipv4": null, "prefix_list_id": "pl-all"}, ssh)
	fails({"ip_protocol": "-1", "from_port": -1, "to_port": -1}, "the rule opens NetBIOS (udp 137-138), SSH (tcp 22)")
	fails({"ip_protocol": "udp", "from_port": 138, "to_port": 140}, "the rule opens NetBIOS (udp 137-138)")
}

test_other_ports_protocols_and_sources_pass if {
	passes({"from_port": 23, "to_port": 80})
	passes({"ip_protocol": "udp"})
	passes({"ip_protocol": "icmp", "from_port": -1, "to_port": -1})
	passes({"cidr_ipv4": "203.0.113.0/24"})
	passes({"cidr_ipv4": null, "referenced_security_group_id": "sg-2"})
	passes({"cidr_ipv4": null, "prefix_list_id": "pl-office"})
	security_group_high_risk_ports.deny == set() with input as {"attributes": {"ingress": null}} with data.spec as spec
}

test_an_unknown_list_is_unread if {
	judge({"cidr_ipv4": null, "prefix_list_id": "pl-9"}) == {{"path": "ingress[sgr-1]", "unread": "prefix list pl-9 is not in the snapshot"}}
	passes({"cidr_ipv4": null, "prefix_list_id": "pl-9", "from_port": 443, "to_port": 443})
}
