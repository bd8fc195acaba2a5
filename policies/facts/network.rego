# How subnets and route tables hang together, indexed by id.
package facts.network

import data.lib.list

associated_tables[subnet_id] contains table_id if {
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	some association in list.of(object.get(table, ["attributes", "associations"], null))
	subnet_id := object.get(association, ["subnet_id"], null)
	is_string(subnet_id)
}

main_tables[vpc_id] contains table_id if {
	some table_id, table in data.snapshot["aws.ec2.route_table"]
	vpc_id := object.get(table, ["attributes", "vpc_id"], null)
	some association in list.of(object.get(table, ["attributes", "associations"], null))
	object.get(association, ["main"], null) == true
}

# The table that a subnet is associated with, else the main table of its VPC.
route_table_of[subnet_id] := min(tables) if some subnet_id, tables in associated_tables

route_table_of[subnet_id] := min(main_tables[vpc_id]) if {
	some subnet_id, subnet in data.snapshot["aws.ec2.subnet"]
	not associated_tables[subnet_id]
	vpc_id := object.get(subnet, ["attributes", "vpc_id"], null)
}

# Subnets with a route to the internet by an internet gateway that is there.
public_subnets contains subnet_id if {
	some subnet_id, table_id in route_table_of
	some route in list.of(data.snapshot["aws.ec2.route_table"][table_id].attributes.route)
	to_all(route)
	gateway_id := object.get(route, ["gateway_id"], null)
	is_string(gateway_id)
	startswith(gateway_id, "igw-")
	object.get(route, ["state"], null) != "blackhole"
}

to_all(route) if object.get(route, ["cidr_block"], null) == "0.0.0.0/0"

to_all(route) if object.get(route, ["ipv6_cidr_block"], null) == "::/0"
