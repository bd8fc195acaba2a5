package aws.rds.instance_private_subnets_test

import data.aws.rds.instance_private_subnets

instance := {"kind": "aws.rds.instance", "id": "db-1", "attributes": {"db_subnet_group_name": "data"}}

group := {"aws.rds.subnet_group": {"data": {"id": "data", "attributes": {"name": "data", "subnet_ids": ["subnet-a", "subnet-b"]}}}}

subnets := {"aws.ec2.subnet": {
	"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}},
	"subnet-b": {"id": "subnet-b", "attributes": {"vpc_id": "vpc-1"}},
}}

local_route := {"cidr_block": "10.0.0.0/16", "gateway_id": "local", "state": "active"}

internet_route := {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "state": "active"}

nat_route := {"cidr_block": "0.0.0.0/0", "gateway_id": null, "nat_gateway_id": "nat-1", "state": "active"}

table(routes, associations) := {"attributes": {"vpc_id": "vpc-1", "route": routes, "associations": associations}}

# A main table that leads out and a private one that both subnets are associated with.
private_tables := {
	"rtb-main": table([local_route, internet_route], [{"id": "1", "subnet_id": null, "main": true}]),
	"rtb-data": table([local_route, nat_route], [
		{"id": "2", "subnet_id": "subnet-a", "main": false},
		{"id": "3", "subnet_id": "subnet-b", "main": false},
	]),
}

snapshot(tables) := object.union_n([group, subnets, {"aws.ec2.route_table": tables}])

judge(held) := found if {
	found := instance_private_subnets.deny with input as instance with data.snapshot as held
}

failure(subnet, route_table) := {
	"path": "db_subnet_group_name",
	"actual": "data",
	"expected": "a subnet group without a route to an internet gateway",
	"because": sprintf(
		"instance db-1 -> subnet group data -> subnet %s -> route table %s -> internet gateway igw-1",
		[subnet, route_table],
	),
}

unread(message) := {"path": "db_subnet_group_name", "unread": message}

test_private_subnets_pass if judge(snapshot(private_tables)) == set()

test_explicit_association_to_a_public_table_fails if {
	tables := object.union(private_tables, {"rtb-data": table([local_route, internet_route], [{"subnet_id": "subnet-a"}, {"subnet_id": "subnet-b"}])})
	judge(snapshot(tables)) == {failure("subnet-a", "rtb-data"), failure("subnet-b", "rtb-data")}
}

test_one_public_subnet_is_enough if {
	tables := object.union(private_tables, {
		"rtb-data": table([nat_route], [{"subnet_id": "subnet-a"}]),
		"rtb-open": table([internet_route], [{"subnet_id": "subnet-b"}]),
	})
	judge(snapshot(tables)) == {failure("subnet-b", "rtb-open")}
}

test_main_table_holds_for_subnets_without_association if {
	tables := object.union(private_tables, {"rtb-data": table([nat_route], [{"subnet_id": "subnet-a"}])})
	judge(snapshot(tables)) == {failure("subnet-b", "rtb-main")}
}

test_private_main_table_passes if {
	judge(snapshot({"rtb-main": table([local_route, nat_route], [{"main": true}])})) == set()
}

test_main_table_of_another_vpc_does_not_count if {
	other := {"attributes": {"vpc_id": "vpc-2", "route": [internet_route], "associations": [{"main": true}]}}
	tables := {"rtb-main": table([nat_route], [{"main": true}]), "rtb-other": other}
	judge(snapshot(tables)) == set()
}

test_route_without_state_counts if {
	tables := {"rtb-main": table([{"gateway_id": "igw-1"}], [{"main": true}])}
	judge(snapshot(tables)) == {failure("subnet-a", "rtb-main"), failure("subnet-b", "rtb-main")}
}

test_ipv6_route_counts if {
	tables := {"rtb-main": table([{"ipv6_cidr_block": "::/0", "gateway_id": "igw-1", "state": null}], [{"main": true}])}
	count(judge(snapshot(tables))) == 2
}

test_blackhole_does_not_count if {
	tables := {"rtb-main": table([object.union(internet_route, {"state": "blackhole"})], [{"main": true}])}
	judge(snapshot(tables)) == set()
}

test_other_gateways_do_not_count if {
	routes := [{"gateway_id": "vgw-1"}, {"gateway_id": null}, {"egress_only_gateway_id": "eigw-1"}]
	judge(snapshot({"rtb-main": table(routes, [{"main": true}])})) == set()
}

test_table_without_routes_passes if {
	judge(snapshot({"rtb-main": table(null, [{"main": true}])})) == set()
}

test_missing_group_is_unread if {
	expected := {unread("subnet group data is not in the snapshot")}
	judge({}) == expected
	judge({"aws.rds.subnet_group": {"other": {"id": "other", "attributes": {"subnet_ids": ["subnet-a"]}}}}) == expected
}

test_no_group_name_is_unread if {
	expected := {unread("the instance names no subnet group")}
	found := instance_private_subnets.deny with input as {"id": "db-1", "attributes": {"db_subnet_group_name": null}}
		with data.snapshot as snapshot(private_tables)
	found == expected
	missing := instance_private_subnets.deny with input as {"id": "db-1", "attributes": {}}
		with data.snapshot as snapshot(private_tables)
	missing == expected
}

test_empty_group_is_unread if {
	expected := {unread("subnet group data lists no subnets")}
	judge({"aws.rds.subnet_group": {"data": {"id": "data", "attributes": {"subnet_ids": []}}}}) == expected
	judge({"aws.rds.subnet_group": {"data": {"id": "data", "attributes": {"subnet_ids": null}}}}) == expected
	judge({"aws.rds.subnet_group": {"data": {"id": "data", "attributes": {}}}}) == expected
}

test_missing_subnet_is_unread if {
	tables := {"rtb-data": table([nat_route], [{"subnet_id": "subnet-a"}])}
	held := object.union_n([group, {"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}}}}, {"aws.ec2.route_table": tables}])
	judge(held) == {unread("subnet subnet-b of group data is not in the snapshot")}
}

test_missing_table_is_unread if {
	expected := {
		unread("no route table is known for subnet subnet-a of group data"),
		unread("no route table is known for subnet subnet-b of group data"),
	}
	judge(snapshot({})) == expected
	judge(object.union(group, subnets)) == expected
	judge(snapshot({"rtb-x": table([internet_route], [{"main": false, "subnet_id": "subnet-x"}])})) == expected
	judge(snapshot({"rtb-x": table([internet_route], null)})) == expected
}

test_subnet_without_vpc_has_no_main_table if {
	tables := {"rtb-main": {"attributes": {"vpc_id": null, "route": [internet_route], "associations": [{"main": true}]}}}
	held := object.union_n([
		{"aws.rds.subnet_group": {"data": {"id": "data", "attributes": {"subnet_ids": ["subnet-a"]}}}},
		{"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": null}}}},
		{"aws.ec2.route_table": tables},
	])
	judge(held) == {unread("no route table is known for subnet subnet-a of group data")}
}

test_subnets_of_others_do_not_matter if {
	other := {"aws.ec2.subnet": {"subnet-z": {"id": "subnet-z", "attributes": {"vpc_id": "vpc-9"}}}}
	judge(object.union(snapshot(private_tables), other)) == set()
}

test_a_public_subnet_settles_it_although_another_is_missing if {
	tables := {"rtb-data": table([internet_route], [{"subnet_id": "subnet-a"}])}
	held := object.union_n([group, {"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}}}}, {"aws.ec2.route_table": tables}])
	judge(held) == {failure("subnet-a", "rtb-data")}
}
