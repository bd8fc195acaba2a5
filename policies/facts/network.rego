# How subnets, route tables, network ACLs, security groups and network interfaces hang together,
# indexed by id so that no policy has to search for what uses what.
package facts.network

import data.lib.list
import data.lib.network
import data.lib.network_rule

# ---- Subnets and their routes.

subnets_of_vpc[vpc_id] contains subnet_id if {
	some subnet_id, subnet in data.snapshot["aws.ec2.subnet"]
	vpc_id := object.get(subnet, ["attributes", "vpc_id"], null)
	is_string(vpc_id)
}

associated_tables[subnet_id] contains table_id if {
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	some association in list.of(object.get(table, ["attributes", "associations"], null))
	subnet_id := object.get(association, ["subnet_id"], null)
	is_string(subnet_id)
}

main_tables[vpc_id] contains table_id if {
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	vpc_id := object.get(table, ["attributes", "vpc_id"], null)
	is_string(vpc_id)
	some association in list.of(object.get(table, ["attributes", "associations"], null))
	object.get(association, ["main"], null) == true
}

# The table that a subnet is associated with, else the main table of its VPC. It is one, unless the
# tables changed while they were read.
route_tables_of[subnet_id] := tables if some subnet_id, tables in associated_tables

route_tables_of[subnet_id] := main_tables[vpc_id] if {
	some vpc_id, subnet_ids in subnets_of_vpc
	some subnet_id in subnet_ids
	not associated_tables[subnet_id]
}

route_table_of[subnet_id] := min(tables) if some subnet_id, tables in route_tables_of

# Internet gateways to which a table has any route. One whose gateway is gone or detached is a
# black hole and leads nowhere.
internet_gateways_of_table[table_id] contains gateway_id if {
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	some route in list.of(object.get(table, ["attributes", "route"], null))
	leads_on(route)
	gateway_id := object.get(route, ["gateway_id"], null)
	is_internet_gateway(gateway_id)
}

# The routes of a table to the whole internet, or to a range so wide that it stands for it.
default_routes[table_id] contains {"family": family, "target": target(route)} if {
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	some route in list.of(object.get(table, ["attributes", "route"], null))
	leads_on(route)
	some family in wide_families(route)
}

# Routes to an internet gateway whose destination is a prefix list that is not known.
unknown_destinations[table_id] contains list_id if {
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	some route in list.of(object.get(table, ["attributes", "route"], null))
	leads_on(route)
	is_internet_gateway(object.get(route, ["gateway_id"], null))
	list_id := object.get(route, ["destination_prefix_list_id"], null)
	is_string(list_id)
	not data.snapshot["aws.ec2.managed_prefix_list"][list_id].id
}

leads_on(route) if object.get(route, ["state"], null) != "blackhole"

wide_families(route) := {family |
	some family, cidr in {
		"ipv4": object.get(route, ["cidr_block"], null),
		"ipv6": object.get(route, ["ipv6_cidr_block"], null),
	}
	network.world(cidr)
} | wide_families_of_list(object.get(route, ["destination_prefix_list_id"], null))

wide_families_of_list(list_id) := {network_rule.family_of(cidr) |
	some cidr in network_rule.cidrs_of_list(list_id)
	network.world(cidr)
}

# What a route leads to: the first of its targets that is set.
target(route) := targets[0] if {
	targets := [id |
		some id in [
			object.get(route, ["nat_gateway_id"], null),
			object.get(route, ["egress_only_gateway_id"], null),
			object.get(route, ["transit_gateway_id"], null),
			object.get(route, ["vpc_peering_connection_id"], null),
			object.get(route, ["network_interface_id"], null),
			object.get(route, ["carrier_gateway_id"], null),
			object.get(route, ["core_network_arn"], null),
			object.get(route, ["local_gateway_id"], null),
			object.get(route, ["gateway_id"], null),
			"unknown",
		]
		is_string(id)
	]
}

is_internet_gateway(id) if {
	is_string(id)
	startswith(id, "igw-")
}

# The ways from the internet into a subnet: {family, gateway, table}.
internet_routes[subnet_id] contains {"family": route.family, "gateway": route.target, "table": table_id} if {
	some subnet_id, table_ids in route_tables_of
	some table_id in table_ids
	some route in default_routes[table_id]
	is_internet_gateway(route.target)
}

public_subnets := {subnet_id | some subnet_id, _ in internet_routes}

# Subnets whose default route leads to a NAT gateway or an egress-only internet gateway, by which
# connections are made from inside only.
nat_subnets := {subnet_id |
	some subnet_id, table_ids in route_tables_of
	some table_id in table_ids
	some route in default_routes[table_id]
	regex.match(`^(nat|eigw)-`, route.target)
}

# Subnets with a table but no default route, to whatever it may lead.
isolated_subnets := {subnet_id |
	some subnet_id, table_ids in route_tables_of
	count({table_id | some table_id in table_ids; default_routes[table_id]}) == 0
}

# ---- Network ACLs.

acls_of_subnet[subnet_id] contains acl_id if {
	some acl_id, acl in data.snapshot["aws.ec2.network_acl"]
	some subnet_id in list.of(object.get(acl, ["attributes", "subnet_ids"], null))
}

# The rules of a list that concern the internet as a whole: {number, allows, protocol, cidr, from_port,
# to_port}. A rule for a narrower range neither opens it to all nor closes it.
wide_acl_rules[acl_id] := {
	"ingress": network_rule.wide_rules(list.of(object.get(acl, ["attributes", "ingress"], null))),
	"egress": network_rule.wide_rules(list.of(object.get(acl, ["attributes", "egress"], null))),
} if {
	some acl_id, acl in data.snapshot["aws.ec2.network_acl"]
}

# Lists that stop nothing of an address family, as [id, family]: in both directions the first rule lets
# everything pass. So do the default ones, and nothing has to be worked out for them.
open_acls contains [acl_id, family] if {
	some acl_id, rules in wide_acl_rules
	some family, everything in {"ipv4": "0.0.0.0/0", "ipv6": "::/0"}
	opens_all(rules.ingress, family, everything)
	opens_all(rules.egress, family, everything)
}

opens_all(rules, family, everything) if {
	first := min([rule.number | some rule in rules; rule.family == family])
	some rule in rules
	rule.number == first
	rule.cidr == everything
	rule.allows
	rule.protocol == "-1"
	rule.from_port == 0
	rule.to_port == 65535
}

# ---- Security groups.

# Security groups that are given to what has a network interface, or will have one. Not every such
# interface need be there at the moment.
groups_in_use contains id if {
	some id in service_groups
	is_string(id)
}

groups_in_use contains id if {
	some version in launches
	some id in list.of(object.get(version, ["vpc_security_group_ids"], null))
}

groups_in_use contains id if {
	some version in launches
	some interface in list.of(object.get(version, ["network_interfaces"], null))
	some id in list.of(object.get(interface, ["security_groups"], null))
}

launches := [version |
	some template in data.snapshot["aws.ec2.launch_template"]
	some version in [object.get(template, ["attributes", "default"], null), object.get(template, ["attributes", "latest"], null)]
	is_object(version)
]

service_groups := [id |
	some resources in [
		[object.get(r, ["attributes", "security_groups"], null) | some r in data.snapshot["aws.autoscaling.launch_configuration"]],
		[object.get(r, ["attributes", "security_groups"], null) | some r in data.snapshot["aws.elbv2.load_balancer"]],
		[object.get(r, ["attributes", "security_groups"], null) | some r in data.snapshot["aws.elb.load_balancer"]],
		[object.get(r, ["attributes", "security_group_ids"], null) | some r in data.snapshot["aws.ec2.vpc_endpoint"]],
		[object.get(r, ["attributes", "security_group_ids"], null) | some r in data.snapshot["aws.ec2.client_vpn_endpoint"]],
		[object.get(r, ["attributes", "vpc_security_group_ids"], null) | some r in data.snapshot["aws.rds.instance"]],
		[object.get(r, ["attributes", "vpc_security_group_ids"], null) | some r in data.snapshot["aws.rds.cluster"]],
		[object.get(r, ["attributes", "security_group_ids"], null) | some r in data.snapshot["aws.elasticache.cluster"]],
		[object.get(r, ["attributes", "security_group_ids"], null) | some r in data.snapshot["aws.elasticache.replication_group"]],
	]
	some ids in resources
	some id in list.of(ids)
]

# Groups in whose rules a group is named as source or destination.
groups_naming[group_id] contains naming_id if {
	some naming_id, group in data.snapshot["aws.ec2.security_group"]
	some direction in ["ingress", "egress"]
	some rule in list.of(object.get(group, ["attributes", direction], null))
	group_id := object.get(rule, ["referenced_security_group_id"], null)
	is_string(group_id)
}

# ---- Network interfaces.

interfaces_of_group[group_id] contains interface_id if {
	some interface_id, interface in data.snapshot["aws.ec2.network_interface"]
	some group_id in list.of(object.get(interface, ["attributes", "security_groups"], null))
}

interfaces_of_subnet[subnet_id] contains interface_id if {
	some interface_id, interface in data.snapshot["aws.ec2.network_interface"]
	subnet_id := object.get(interface, ["attributes", "subnet_id"], null)
	is_string(subnet_id)
}

vpcs_in_use := {vpc_id |
	some interface in data.snapshot["aws.ec2.network_interface"]
	vpc_id := object.get(interface, ["attributes", "vpc_id"], null)
	is_string(vpc_id)
}

# ---- What belongs to a VPC.

flow_logs_of[resource_id] contains log_id if {
	some log_id, log in data.snapshot["aws.ec2.flow_log"]
	some resource_id in {
		object.get(log, ["attributes", "resource_id"], null),
		object.get(log, ["attributes", "vpc_id"], null),
		object.get(log, ["attributes", "subnet_id"], null),
	}
	is_string(resource_id)
}

endpoints_of_vpc[vpc_id] contains endpoint_id if {
	some endpoint_id, endpoint in data.snapshot["aws.ec2.vpc_endpoint"]
	vpc_id := object.get(endpoint, ["attributes", "vpc_id"], null)
	is_string(vpc_id)
}

# The routes over a peering connection: {table, cidr}, or {table, list} for a prefix list that is not known.
peering_routes[connection_id] contains {"table": table_id, "cidr": cidr} if {
	some [table_id, connection_id, route] in routes_to_peers
	some cidr in route_cidrs(route)
}

peering_routes[connection_id] contains {"table": table_id, "list": list_id} if {
	some [table_id, connection_id, route] in routes_to_peers
	list_id := object.get(route, ["destination_prefix_list_id"], null)
	is_string(list_id)
	not data.snapshot["aws.ec2.managed_prefix_list"][list_id].id
}

routes_to_peers := [[table_id, connection_id, route] |
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	some route in list.of(object.get(table, ["attributes", "route"], null))
	leads_on(route)
	connection_id := object.get(route, ["vpc_peering_connection_id"], null)
	is_string(connection_id)
]

route_cidrs(route) := {cidr |
	some cidr in [object.get(route, ["cidr_block"], null), object.get(route, ["ipv6_cidr_block"], null)]
	is_string(cidr)
} | network_rule.cidrs_of_list(object.get(route, ["destination_prefix_list_id"], null))
