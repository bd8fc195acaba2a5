package facts.reachability_test

import data.facts.reachability
import data.lib.reachability as lib

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

open_acl := {"attributes": {"subnet_ids": ["subnet-a", "subnet-p"], "ingress": [allow(100, "-1", null, null)], "egress": [allow(100, "-1", null, null)]}}

entry(action, number, protocol, first, last) := {
	"rule_no": number,
	"protocol": protocol,
	"action": action,
	"cidr_block": "0.0.0.0/0",
	"ipv6_cidr_block": null,
	"from_port": first,
	"to_port": last,
}

allow(number, protocol, first, last) := entry("allow", number, protocol, first, last)

deny(number, protocol, first, last) := entry("deny", number, protocol, first, last)

rule(protocol, first, last) := {
	"security_group_rule_id": "sgr-1",
	"ip_protocol": protocol,
	"from_port": first,
	"to_port": last,
	"cidr_ipv4": "0.0.0.0/0",
}

group(rules) := {"id": "sg-1", "attributes": {"ingress": rules}}

interface := {"id": "eni-1", "attributes": {
	"status": "in-use",
	"interface_type": "interface",
	"subnet_id": "subnet-a",
	"security_groups": ["sg-1"],
	"public_ips": ["192.0.2.7"],
	"public_ip": "192.0.2.7",
	"ipv6_addresses": [],
	"attachment": {"instance": "i-1"},
}}

base := {
	"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}}, "subnet-p": {"id": "subnet-p", "attributes": {"vpc_id": "vpc-1"}}},
	"aws.ec2.route_table": {
		"rtb-1": {"id": "rtb-1", "attributes": {"vpc_id": "vpc-1", "associations": [{"subnet_id": "subnet-a"}], "route": [
			{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "state": "active"},
			{"ipv6_cidr_block": "::/0", "gateway_id": "igw-1", "state": "active"},
		]}},
		"rtb-2": {"id": "rtb-2", "attributes": {"vpc_id": "vpc-1", "associations": [{"main": true}], "route": []}},
	},
	"aws.ec2.network_acl": {"acl-1": open_acl},
	"aws.ec2.security_group": {"sg-1": group([rule("tcp", 22, 22)])},
	"aws.ec2.network_interface": {"eni-1": interface},
}

changed(kind, id, resource) := object.union(base, {kind: {id: resource}})

acl(ingress, egress) := object.union(base, {"aws.ec2.network_acl": {"acl-1": {"attributes": {"subnet_ids": ["subnet-a"], "ingress": ingress, "egress": egress}}}})

exposures(held) := [exposure | some exposure in found] if {
	found := object.get(all_exposures(held), "eni-1", set())
}

all_exposures(held) := found if {
	found := reachability.exposures with data.snapshot as held with data.spec as spec
} else := {}

ports(held) := {[exposure.protocol, exposure.from_port, exposure.to_port] | some exposure in exposures(held)}

unresolved(held) := found if {
	found := reachability.unresolved["eni-1"] with data.snapshot as held with data.spec as spec
} else := set()

with_rules(rules) := changed("aws.ec2.security_group", "sg-1", group(rules))

with_interface(attributes) := changed("aws.ec2.network_interface", "eni-1", {"attributes": attributes})

way := "internet gateway igw-1 -> route table rtb-1 -> subnet subnet-a -> network ACL acl-1 -> security group sg-1 rule sgr-1"

test_the_whole_way_is_told if {
	exposures(base) == [{
		"protocol": "tcp", "from_port": 22, "to_port": 22, "source": "0.0.0.0/0", "family": "ipv4",
		"path": concat("", [way, " -> interface eni-1 (192.0.2.7)"]),
	}]
	unresolved(base) == set()
}

test_instances_have_what_their_interfaces_have if {
	found := reachability.instance_exposures with data.snapshot as base with data.spec as spec
	found["i-1"] == {exposure | some exposure in exposures(base)}
	addresses := reachability.instance_addresses with data.snapshot as base with data.spec as spec
	addresses == {"i-1": {"192.0.2.7"}}
	service := with_interface({"attachment": {"instance": null}})
	not reachability.instance_exposures["i-1"] with data.snapshot as service with data.spec as spec
}

test_no_public_address_no_way if {
	ports(with_interface({"public_ips": [], "public_ip": null})) == set()
	ports(with_interface({"public_ips": null, "public_ip": null, "ipv6_addresses": null})) == set()
}

test_what_is_attached_to_nothing_and_nat_gateways_answer_nobody if {
	ports(with_interface({"status": "available"})) == set()
	ports(with_interface({"interface_type": "nat_gateway"})) == set()
}

test_no_route_no_way if {
	ports(with_interface({"subnet_id": "subnet-p"})) == set()
}

test_families_are_kept_apart if {
	v6 := object.union(rule("tcp", 22, 22), {"cidr_ipv4": null, "cidr_ipv6": "::/0"})
	ports(with_rules([v6])) == set()
	open_v6 := object.union(allow(90, "-1", null, null), {"cidr_block": null, "ipv6_cidr_block": "::/0"})
	held := object.union_n([acl([open_v6], [open_v6]), {"aws.ec2.security_group": {"sg-1": group([v6])}}, {"aws.ec2.network_interface": {"eni-1": {"attributes": {"ipv6_addresses": ["2001:db8::7"]}}}}])
	ports(held) == {["tcp", 22, 22]}
	ports(object.union(held, {"aws.ec2.network_interface": {"eni-1": {"attributes": {"ipv6_addresses": ["fd00::7"]}}}})) == set()
	ports(object.union(held, {"aws.ec2.network_acl": {"acl-1": open_acl}})) == set()
}

test_security_group_rules if {
	ports(with_rules([rule("-1", -1, -1)])) == {["tcp", 0, 65535], ["udp", 0, 65535]}
	ports(with_rules([rule("6", null, null)])) == {["tcp", 0, 65535]}
	ports(with_rules([rule("47", null, null)])) == {["47", 0, 65535]}
	ports(with_rules([rule("icmp", 8, -1)])) == set()
	ports(with_rules([object.union(rule("tcp", 22, 22), {"cidr_ipv4": "203.0.113.0/24"})])) == set()
	ports(with_rules([object.union(rule("tcp", 22, 22), {"cidr_ipv4": "128.0.0.0/1"})])) == {["tcp", 22, 22]}
	ports(with_rules([{"ip_protocol": "-1", "referenced_security_group_id": "sg-2"}])) == set()
	ports(with_rules(null)) == set()
}

with_list(entries) := object.union(
	with_rules([{"security_group_rule_id": "sgr-1", "ip_protocol": "tcp", "from_port": 22, "to_port": 22, "prefix_list_id": "pl-1"}]),
	{"aws.ec2.managed_prefix_list": {"pl-1": {"id": "pl-1", "attributes": {"entry": entries}}}},
)

test_prefix_lists_are_looked_into if {
	ports(with_list([{"cidr": "10.0.0.0/8"}, {"cidr": "0.0.0.0/0"}])) == {["tcp", 22, 22]}
	ports(with_list([{"cidr": "203.0.113.0/24"}])) == set()
	ports(with_list(null)) == set()
	unresolved(with_list(null)) == set()
	missing := object.remove(with_list([]), ["aws.ec2.managed_prefix_list"])
	unresolved(missing) == {"prefix list pl-1 is not in the snapshot"}
}

any := [allow(100, "-1", null, null)]

test_the_first_acl_rule_that_fits_decides if {
	ports(acl([deny(90, "6", 22, 22), allow(100, "-1", null, null)], any)) == set()
	ports(acl([allow(90, "6", 22, 22), deny(100, "-1", null, null)], any)) == {["tcp", 22, 22]}
	ports(acl([allow(200, "6", 22, 22), deny(100, "-1", null, null)], any)) == set()
	ports(acl([deny(90, "17", 22, 22), allow(100, "-1", null, null)], any)) == {["tcp", 22, 22]}
	ports(acl([], any)) == set()
	ports(acl(null, any)) == set()
}

test_denying_a_part_of_the_world_closes_nothing if {
	part := object.union(deny(90, "-1", null, null), {"cidr_block": "203.0.113.0/24"})
	ports(acl([part, allow(100, "-1", null, null)], any)) == {["tcp", 22, 22]}
	half := object.union(deny(90, "-1", null, null), {"cidr_block": "0.0.0.0/1"})
	ports(acl([half, allow(100, "-1", null, null)], any)) == {["tcp", 22, 22]}
	ports(acl([half, object.union(allow(100, "-1", null, null), {"cidr_block": "0.0.0.0/1"})], any)) == set()
}

test_allowing_a_part_of_the_world_opens_that_only if {
	some_rule := object.union(allow(100, "-1", null, null), {"cidr_block": "203.0.113.0/24"})
	ports(acl([some_rule], any)) == set()
	half := object.union(allow(100, "-1", null, null), {"cidr_block": "0.0.0.0/1"})
	[exposure.source | some exposure in exposures(acl([half], any))] == ["0.0.0.0/1"]
	upper := with_rules([object.union(rule("tcp", 22, 22), {"cidr_ipv4": "128.0.0.0/1"})])
	ports(object.union(upper, {"aws.ec2.network_acl": {"acl-1": {"attributes": {"ingress": [half]}}}})) == set()
}

all_ports(ingress) := object.union(acl(ingress, any), {"aws.ec2.security_group": {"sg-1": group([rule("tcp", 0, 65535)])}})

test_ranges_are_cut_by_what_is_denied_before if {
	ports(all_ports([deny(90, "6", 22, 22), deny(95, "6", 3389, 3389), allow(100, "-1", null, null)])) == {["tcp", 0, 21], ["tcp", 23, 3388], ["tcp", 3390, 65535]}
	ports(all_ports([deny(90, "6", 0, 1023), allow(100, "6", 80, 8080)])) == {["tcp", 1024, 8080]}
	ports(all_ports([allow(100, "6", 80, 80), allow(110, "6", 443, 443)])) == {["tcp", 80, 80], ["tcp", 443, 443]}
}

test_connections_need_a_way_back if {
	ports(acl(any, [])) == set()
	ports(acl(any, [allow(100, "6", 1024, 65535)])) == {["tcp", 22, 22]}
	ports(acl(any, [allow(100, "6", 443, 443)])) == {["tcp", 22, 22]}
	ports(acl(any, [allow(100, "17", null, null)])) == set()
	ports(acl(any, [deny(90, "6", 0, 65535), allow(100, "-1", null, null)])) == set()
	ports(acl(any, [object.union(allow(100, "6", null, null), {"cidr_block": "10.0.0.0/16"})])) == set()
}

test_datagrams_do_not if {
	held := object.union(acl(any, []), {"aws.ec2.security_group": {"sg-1": group([rule("udp", 53, 53)])}})
	ports(held) == {["udp", 53, 53]}
}

without(kind) := object.remove(base, [kind])

test_what_is_missing_is_told if {
	unresolved(without("aws.ec2.network_acl")) == {"no network ACL is known for subnet subnet-a"}
	unresolved(without("aws.ec2.security_group")) == {"security group sg-1 is not in the snapshot"}
	unresolved(without("aws.ec2.route_table")) == {"no route table is known for subnet subnet-a"}
	no_acl_no_table := object.remove(base, ["aws.ec2.route_table", "aws.ec2.network_acl"])
	count(unresolved(no_acl_no_table)) == 2
	found := reachability.instance_unresolved with data.snapshot as without("aws.ec2.network_acl") with data.spec as spec
	found == {"i-1": {"no network ACL is known for subnet subnet-a"}}
}

test_nothing_is_missing_where_no_route_leads_in if {
	closed := object.union(without("aws.ec2.network_acl"), {"aws.ec2.network_interface": {"eni-1": {"attributes": {"subnet_id": "subnet-p"}}}})
	unresolved(closed) == set()
}

test_unknown_destinations_are_missing if {
	routes := [{"destination_prefix_list_id": "pl-9", "gateway_id": "igw-1"}]
	held := changed("aws.ec2.route_table", "rtb-1", {"attributes": {"route": routes}})
	unresolved(held) == {"prefix list pl-9 is not in the snapshot"}
	without_acl := object.remove(held, ["aws.ec2.network_acl"])
	unresolved(without_acl) == {"prefix list pl-9 is not in the snapshot", "no network ACL is known for subnet subnet-a"}
}

reachable(subnet_ids, group_ids, port) := found if {
	found := lib.subnets_reachable(subnet_ids, group_ids, port) with data.snapshot as base with data.spec as spec
}

test_a_port_of_subnets_and_groups if {
	reachable(["subnet-a", "subnet-p"], ["sg-1"], 22) == {way}
	reachable(["subnet-a"], ["sg-1"], 23) == set()
	reachable(["subnet-p"], ["sg-1"], 22) == set()
	reachable(["subnet-a"], [], 22) == set()
	reachable([], ["sg-1"], 22) == set()
}

test_ports_of_exposures if {
	found := exposures(base)
	count(lib.leading_to(found, "tcp", 20, 22)) == 1
	count(lib.leading_to(found, "tcp", 22, 30)) == 1
	count(lib.leading_to(found, "udp", 22, 22)) == 0
	count(lib.leading_to(found, "tcp", 23, 30)) == 0
	count(lib.leading_to(found, "tcp", 0, 21)) == 0
}
