package aws.ec2.security_group_open_ingress_test

import data.aws.ec2.security_group_open_ingress

spec := {"network": {
	"public_ingress": [
		{"protocol": "tcp", "from_port": 443, "to_port": 443},
		{"protocol": "tcp", "from_port": 8000, "to_port": 8010},
		{"protocol": "icmp", "from_port": 3, "to_port": -1},
	],
	"min_ipv4_prefix_length": 8,
	"min_ipv6_prefix_length": 32,
}}

judge(rules) := found if {
	found := security_group_open_ingress.deny with input as {"attributes": {"ingress": rules}} with data.spec as spec
}

# A rule as the API gives it: everything that is not used is null.
rule(protocol, from_port, to_port, cidr) := {
	"security_group_rule_id": "sgr-1",
	"ip_protocol": protocol,
	"from_port": from_port,
	"to_port": to_port,
	"cidr_ipv4": cidr,
	"cidr_ipv6": null,
	"prefix_list_id": null,
	"referenced_security_group_id": null,
	"description": null,
}

failure(protocol, from_port, to_port, source) := {
	"path": "ingress[sgr-1]",
	"actual": {"ip_protocol": protocol, "from_port": from_port, "to_port": to_port, "source": source},
	"expected": null,
}

passes(protocol, from_port, to_port) if judge([rule(protocol, from_port, to_port, "0.0.0.0/0")]) == set()

fails(protocol, from_port, to_port) if {
	judge([rule(protocol, from_port, to_port, "0.0.0.0/0")]) == {failure(protocol, from_port, to_port, "0.0.0.0/0")}
}

test_no_rules_pass if {
	judge([]) == set()
	judge(null) == set()
	security_group_open_ingress.deny == set() with input as {"attributes": {}} with data.spec as spec
}

test_agreed_port_passes if passes("tcp", 443, 443)

test_agreed_range_and_its_parts_pass if {
	passes("tcp", 8000, 8010)
	passes("tcp", 8003, 8005)
}

test_protocol_number_is_understood if {
	passes("6", 443, 443)
	passes("TCP", 443, 443)
}

test_other_port_fails if fails("tcp", 22, 22)

test_agreed_port_of_another_protocol_fails if {
	fails("udp", 443, 443)
	fails("17", 443, 443)
}

test_range_beyond_the_agreed_one_fails if {
	fails("tcp", 443, 444)
	fails("tcp", 442, 443)
	fails("tcp", 7999, 8010)
	fails("tcp", 8000, 8011)
	fails("tcp", 0, 65535)
}

test_range_over_two_entries_fails if {
	found := security_group_open_ingress.deny with input as {"attributes": {"ingress": [rule("tcp", 80, 81, "0.0.0.0/0")]}}
		with data.spec as object.union(spec, {"network": {"public_ingress": [
			{"protocol": "tcp", "from_port": 80, "to_port": 80},
			{"protocol": "tcp", "from_port": 81, "to_port": 81},
		]}})
	found == {failure("tcp", 80, 81, "0.0.0.0/0")}
}

test_all_protocols_fail if {
	fails("-1", null, null)
	fails("-1", -1, -1)
	fails("-1", 443, 443)
	fails(null, 443, 443)
}

test_all_ports_fail if {
	fails("tcp", null, null)
	fails("tcp", -1, -1)
	fails("tcp", 443, null)
	fails("tcp", null, 443)
	fails("tcp", 443, -1)
}

test_other_protocols_fail if fails("50", null, null)

test_port_as_text_fails if fails("tcp", "443", "443")

test_agreed_icmp_passes if {
	passes("icmp", 3, 4)
	passes("icmp", 3, -1)
	passes("1", 3, 4)
}

test_other_icmp_fails if {
	fails("icmp", 8, -1)
	fails("icmp", -1, -1)
	fails("icmp", null, null)
	fails("icmpv6", 3, 4)
}

test_icmp_fails_when_the_spec_has_none if {
	found := security_group_open_ingress.deny with input as {"attributes": {"ingress": [rule("icmp", 3, 4, "0.0.0.0/0")]}}
		with data.spec as object.union(spec, {"network": {"public_ingress": []}})
	found == {failure("icmp", 3, 4, "0.0.0.0/0")}
}

test_any_icmp_passes_when_the_spec_says_so if {
	found := security_group_open_ingress.deny with input as {"attributes": {"ingress": [
		rule("icmp", null, null, "0.0.0.0/0"),
		rule("icmp", 8, 0, "0.0.0.0/0"),
	]}}
		with data.spec as object.union(spec, {"network": {"public_ingress": [{"protocol": "icmp", "from_port": -1, "to_port": -1}]}})
	found == set()
}

# The verdict on one rule open to the world when the spec agrees to one entry.
with_entry(entry, protocol, from_port, to_port) := found if {
	found := security_group_open_ingress.deny with input as {"attributes": {"ingress": [rule(protocol, from_port, to_port, "0.0.0.0/0")]}}
		with data.spec as object.union(spec, {"network": {"public_ingress": [entry]}})
}

test_icmp_code_matters if {
	entry := {"protocol": "icmp", "from_port": 3, "to_port": 4}
	with_entry(entry, "icmp", 3, 4) == set()
	with_entry(entry, "icmp", 3, 1) == {failure("icmp", 3, 1, "0.0.0.0/0")}
	with_entry(entry, "icmp", 3, -1) == {failure("icmp", 3, -1, "0.0.0.0/0")}
}

test_icmp_types_are_no_range if {
	entry := {"protocol": "icmp", "from_port": 0, "to_port": 8}
	with_entry(entry, "icmp", 3, 4) == {failure("icmp", 3, 4, "0.0.0.0/0")}
}

test_minus_one_stands_for_any_with_icmp_only if {
	with_entry({"protocol": "tcp", "from_port": -1, "to_port": -1}, "tcp", null, null) == {failure("tcp", null, null, "0.0.0.0/0")}
	with_entry({"protocol": "tcp", "from_port": -1, "to_port": 65535}, "tcp", -1, -1) == {failure("tcp", -1, -1, "0.0.0.0/0")}
}

test_every_port_can_be_agreed if {
	with_entry({"protocol": "udp", "from_port": 0, "to_port": 65535}, "udp", 0, 65535) == set()
}

test_narrow_ranges_pass if {
	judge([rule("tcp", 22, 22, "203.0.113.0/24")]) == set()
	judge([rule("-1", null, null, "10.0.0.0/8")]) == set()
}

test_halves_of_the_internet_fail if {
	judge([rule("tcp", 22, 22, "0.0.0.0/1")]) == {failure("tcp", 22, 22, "0.0.0.0/1")}
	judge([rule("tcp", 22, 22, "128.0.0.0/1")]) == {failure("tcp", 22, 22, "128.0.0.0/1")}
	judge([rule("tcp", 22, 22, "64.0.0.0/7")]) == {failure("tcp", 22, 22, "64.0.0.0/7")}
}

test_ipv6_fails if {
	judge([object.union(rule("tcp", 22, 22, null), {"cidr_ipv6": "::/0"})]) == {failure("tcp", 22, 22, "::/0")}
}

test_local_ipv6_passes if {
	judge([object.union(rule("tcp", 22, 22, null), {"cidr_ipv6": "fd00::/8"})]) == set()
}

test_other_sources_pass if {
	judge([object.union(rule("-1", null, null, null), {"referenced_security_group_id": "sg-1"})]) == set()
}

from_list(entries) := found if {
	listed := object.union(rule("tcp", 22, 22, null), {"prefix_list_id": "pl-1"})
	found := security_group_open_ingress.deny with input as {"attributes": {"ingress": [listed]}}
		with data.spec as spec
		with data.snapshot as {"aws.ec2.managed_prefix_list": entries}
}

test_prefix_lists_are_looked_into if {
	office := {"cidr": "203.0.113.0/24"}
	from_list({"pl-1": {"id": "pl-1", "attributes": {"entry": [office]}}}) == set()
	from_list({"pl-1": {"id": "pl-1", "attributes": {"entry": [office, {"cidr": "0.0.0.0/0"}]}}}) == {failure("tcp", 22, 22, "0.0.0.0/0")}
	from_list({}) == {{"path": "ingress[sgr-1]", "unread": "prefix list pl-1 is not in the snapshot"}}
}

test_one_delta_for_each_rule if {
	ssh := rule("tcp", 22, 22, "0.0.0.0/0")
	both := object.union(rule("tcp", 3389, 3389, "0.0.0.0/0"), {"security_group_rule_id": "sgr-2", "cidr_ipv6": "::/0"})
	judge([ssh, both, rule("tcp", 443, 443, "0.0.0.0/0")]) == {
		failure("tcp", 22, 22, "0.0.0.0/0"),
		{
			"path": "ingress[sgr-2]",
			"actual": {"ip_protocol": "tcp", "from_port": 3389, "to_port": 3389, "source": "0.0.0.0/0, ::/0"},
			"expected": null,
		},
	}
}

test_rule_without_id_fails_all_the_same if {
	judge([object.union(rule("tcp", 22, 22, "0.0.0.0/0"), {"security_group_rule_id": null})]) == {object.union(failure("tcp", 22, 22, "0.0.0.0/0"), {"path": "ingress[]"})}
	judge([{"cidr_ipv4": "0.0.0.0/0"}]) == {object.union(failure(null, null, null, "0.0.0.0/0"), {"path": "ingress[]"})}
}
