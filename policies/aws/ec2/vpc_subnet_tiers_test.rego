package aws.ec2.vpc_subnet_tiers_test

import data.aws.ec2.vpc_subnet_tiers

spec := {
	"vpc": {"min_availability_zones": 2, "subnet_tiers": [
		{"name": "public", "subnets": ["*-public-*"], "default_route": "internet_gateway"},
		{"name": "private", "subnets": ["*-private-*"], "default_route": "nat_gateway"},
		{"name": "database", "subnets": ["*-database-*"], "default_route": "none"},
	]},
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
}

subnet(id, zone) := {"id": id, "name": sprintf("x-%s", [id]), "attributes": {"vpc_id": "vpc-1", "availability_zone": zone}}

subnets := {id: subnet(id, zone) |
	some tier in ["public", "private", "database"]
	some zone in ["a", "b"]
	id := sprintf("%s-%s", [tier, zone])
}

table(tier, route) := {"id": tier, "attributes": {"vpc_id": "vpc-1", "route": route, "associations": [
	{"subnet_id": sprintf("%s-a", [tier])},
	{"subnet_id": sprintf("%s-b", [tier])},
]}}

igw := {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}

nat := {"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1"}

tables := {"public": table("public", [igw]), "private": table("private", [nat]), "database": table("database", [])}

judge(attributes, held_subnets, held_tables) := found if {
	found := vpc_subnet_tiers.deny with input as {"id": "vpc-1", "scope": {"account": "111122223333"}, "attributes": attributes}
		with data.spec as spec
		with data.snapshot as {"aws.ec2.subnet": held_subnets, "aws.ec2.route_table": held_tables}
}

with_table(tier, route) := judge({}, subnets, object.union(tables, {tier: table(tier, route)}))

# Subnets are known by the tag Name, which names begin with here.
test_the_plan_passes if judge({}, subnets, tables) == set()

failure(subnet_id, tier, actual, expected) := {
	"path": "cidr_blocks", "actual": actual, "expected": expected,
	"because": sprintf("subnet %s of tier %s -> route table %s", [subnet_id, tier, tier]),
}

test_a_way_out_of_the_database_fails if {
	with_table("database", [nat]) == {failure("database-a", "database", {"nat_gateway"}, "none"), failure("database-b", "database", {"nat_gateway"}, "none")}
	with_table("database", [igw]) == {failure("database-a", "database", {"internet_gateway"}, "none"), failure("database-b", "database", {"internet_gateway"}, "none")}
	with_table("database", [{"cidr_block": "0.0.0.0/0", "transit_gateway_id": "tgw-1"}]) == {
		failure("database-a", "database", {"another gateway"}, "none"),
		failure("database-b", "database", {"another gateway"}, "none"),
	}
	count(with_table("database", [{"cidr_block": "203.0.113.0/24", "gateway_id": "igw-1"}])) == 2
	count(with_table("database", [{"destination_prefix_list_id": "pl-9", "gateway_id": "igw-1"}])) == 2
	count(with_table("database", [{"ipv6_cidr_block": "::/0", "egress_only_gateway_id": "eigw-1"}])) == 2
}

test_other_ways_than_planned_fail if {
	with_table("private", []) == {failure("private-a", "private", set(), "nat_gateway"), failure("private-b", "private", set(), "nat_gateway")}
	count(with_table("private", [nat, {"ipv6_cidr_block": "::/0", "gateway_id": "igw-1"}])) == 2
	count(with_table("public", [nat])) == 2
}

test_one_zone_fails if {
	judge({}, object.remove(subnets, ["database-b"]), tables) == {{
		"path": "cidr_blocks", "actual": {"a"}, "expected": "subnets of tier database in 2 zones", "because": "subnets of tier database: database-a",
	}}
	both_in_a := object.union(subnets, {"database-b": subnet("database-b", "a")})
	count(judge({}, both_in_a, tables)) == 1
}

test_a_missing_tier_fails if {
	judge({}, object.remove(subnets, ["private-a", "private-b"]), tables) == {{
		"path": "cidr_blocks", "actual": set(), "expected": "subnets of tier private in 2 zones", "because": "subnets of tier private: none",
	}}
}

test_unknown_tables_are_unread if {
	found := judge({}, subnets, object.remove(tables, ["private"]))
	found == {
		{"path": "cidr_blocks", "unread": "no route table is known for subnet private-a"},
		{"path": "cidr_blocks", "unread": "no route table is known for subnet private-b"},
	}
}

test_empty_default_and_shared_vpcs_pass if {
	judge({}, {}, {}) == set()
	one := {"public-a": subnet("public-a", "a")}
	judge({"is_default": true}, one, tables) == set()
	judge({"owner_id": "444455556666"}, one, tables) == set()
	count(judge({"owner_id": "111122223333"}, one, tables)) == 3
}
