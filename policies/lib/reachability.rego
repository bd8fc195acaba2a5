# Follows traffic from the internet into subnets: route, network ACL, security group.
package lib.reachability

import data.lib.list
import data.lib.network_rule

# The ways by which anybody on the internet gets through to an interface in a subnet with these
# security groups, if it has a public address of the family. Ping and the like are no way in.
ways(subnet_id, group_ids) := {way |
	some route in data.facts.network.internet_routes[subnet_id]
	some acl_id in data.facts.network.acls_of_subnet[subnet_id]
	some group_id in group_ids
	some rule in network_rule.internet_rules(group_id)
	rule.family == route.family
	some protocol in protocols(rule.protocol)
	some stretch in stretches(acl_id, protocol, rule)
	way := {
		"protocol": protocol,
		"from_port": stretch.from_port,
		"to_port": stretch.to_port,
		"source": stretch.cidr,
		"family": route.family,
		"path": sprintf("internet gateway %v -> route table %v -> subnet %v -> network ACL %v -> security group %v rule %v", [
			route.gateway, route.table, subnet_id, acl_id, group_id, rule.id,
		]),
	}
}

# What a network ACL leaves of a rule of a security group.
stretches(acl_id, _, rule) := {rule} if [acl_id, rule.family] in data.facts.network.open_acls

stretches(acl_id, protocol, rule) := {stretch |
	rules := data.facts.network.wide_acl_rules[acl_id]
	some stretch in passing(rules.ingress, protocol, rule)
	answered(rules.egress, protocol, stretch)
} if {
	not [acl_id, rule.family] in data.facts.network.open_acls
}

# A rule for all protocols lets these in, which have ports.
protocols(protocol) := {"tcp", "udp"} if {
	protocol == "-1"
} else := set() if {
	protocol in {"icmp", "icmpv6"}
} else := {protocol}

# The stretches of ports of a wanted range {family, cidr, from_port, to_port} that the rules of a
# network ACL let pass. The first rule that fits decides, so each allowing one is cut by those that
# deny before it.
passing(rules, protocol, wanted) := {stretch |
	some rule in rules
	rule.allows
	fits(rule, protocol, wanted.family)
	cidr := narrower(rule.cidr, wanted.cidr)
	first := max([rule.from_port, wanted.from_port])
	last := min([rule.to_port, wanted.to_port])
	denying := [deny |
		some deny in rules
		not deny.allows
		deny.number < rule.number
		fits(deny, protocol, wanted.family)
		net.cidr_contains(deny.cidr, cidr)
	]
	starts := {after | some deny in denying; after := deny.to_port + 1}
	some start in (starts | {first})
	start >= first
	start <= last
	not denied(start, denying)
	ends := {before | some deny in denying; deny.from_port > start; before := deny.from_port - 1}
	stretch := {
		"family": wanted.family,
		"cidr": cidr,
		"from_port": start,
		"to_port": min(ends | {last}),
	}
}

fits(rule, protocol, family) if {
	rule.family == family
	rule.protocol in {"-1", protocol}
}

denied(port, denying) if {
	some deny in denying
	port >= deny.from_port
	port <= deny.to_port
}

# Of two ranges, of which one lies in the other, the one inside; undefined for others.
narrower(one, other) := one if {
	net.cidr_contains(other, one)
} else := other if {
	net.cidr_contains(one, other)
}

# Network ACLs keep no state: a connection needs a rule for the answers, too. An attacker chooses the
# port that they go to, so any will do. Datagrams do their harm without an answer.
answered(_, protocol, _) if protocol != "tcp"

answered(rules, "tcp", stretch) if {
	count(passing(rules, "tcp", object.union(stretch, {"from_port": 1, "to_port": 65535}))) > 0
}

# Those of the ways, or of the exposures of an interface, that lead to one of the ports.
leading_to(ways_in, protocol, from_port, to_port) := {way |
	some way in ways_in
	way.protocol == protocol
	way.from_port <= to_port
	way.to_port >= from_port
}

# How the internet gets through to a TCP port of what stands in these subnets with these groups, if it
# has a public address; one line of text for each way.
subnets_reachable(subnet_ids, group_ids, port) := {way.path |
	some subnet_id in subnet_ids
	some way in leading_to(ways(subnet_id, group_ids), "tcp", port, port)
}

# What is missing to tell whether there are more such ways.
unresolved(subnet_ids, group_ids) := {message |
	some subnet_id in subnet_ids
	some message in unresolved_of_subnet(subnet_id)
} | {message |
	some subnet_id in subnet_ids
	may_be_public(subnet_id)
	some group_id in group_ids
	some message in unresolved_of_group(group_id)
}

unresolved_of_subnet(subnet_id) := {sprintf("no route table is known for subnet %v", [subnet_id]) |
	not data.facts.network.route_tables_of[subnet_id]
} | {sprintf("no network ACL is known for subnet %v", [subnet_id]) |
	may_be_public(subnet_id)
	not data.facts.network.acls_of_subnet[subnet_id]
} | {sprintf("prefix list %v is not in the snapshot", [list_id]) |
	some table_id in data.facts.network.route_tables_of[subnet_id]
	some list_id in data.facts.network.unknown_destinations[table_id]
}

may_be_public(subnet_id) if subnet_id in data.facts.network.public_subnets

may_be_public(subnet_id) if not data.facts.network.route_tables_of[subnet_id]

may_be_public(subnet_id) if {
	some table_id in data.facts.network.route_tables_of[subnet_id]
	data.facts.network.unknown_destinations[table_id]
}

unresolved_of_group(group_id) := {sprintf("security group %v is not in the snapshot", [group_id]) |
	not data.snapshot["aws.ec2.security_group"][group_id].id
} | {sprintf("prefix list %v is not in the snapshot", [list_id]) |
	some rule in list.of(data.snapshot["aws.ec2.security_group"][group_id].attributes.ingress)
	some list_id in network_rule.unknown_lists(rule)
}
