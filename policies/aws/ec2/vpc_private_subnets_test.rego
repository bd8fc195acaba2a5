package aws.ec2.vpc_private_subnets_test

import data.aws.ec2.vpc_private_subnets

spec(wanted) := {"vpc": {"separate_subnets": wanted}, "network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

subnet(id) := {"id": id, "attributes": {"vpc_id": "vpc-1"}}

table(subnet_id, route) := {"attributes": {"vpc_id": "vpc-1", "route": route, "associations": [{"subnet_id": subnet_id}]}}

igw := [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]

held(routes) := {
	"aws.ec2.subnet": {id: subnet(id) | some id in ["subnet-a", "subnet-b"]},
	"aws.ec2.route_table": {id: table(id, route) | some id, route in routes},
}

judge(attributes, snapshot) := found if {
	found := vpc_private_subnets.deny with input as {"id": "vpc-1", "attributes": attributes} with data.snapshot as snapshot with data.spec as spec(true)
}

failure := {
	"path": "cidr_blocks", "actual": "public subnets only", "expected": "private subnets as well",
	"because": "subnets with a route to an internet gateway: subnet-a, subnet-b",
}

all_public := held({"subnet-a": igw, "subnet-b": igw})

test_public_subnets_only_fail if judge({}, all_public) == {failure}

test_a_private_subnet_is_enough if {
	judge({}, held({"subnet-a": igw, "subnet-b": []})) == set()
	judge({}, held({"subnet-b": []})) == set()
}

test_private_only_passes if judge({}, held({"subnet-a": [], "subnet-b": []})) == set()

test_unknown_tables_are_unread if {
	judge({}, held({"subnet-a": igw})) == {{"path": "cidr_blocks", "unread": "no route table is known for subnet subnet-b"}}
	count(judge({}, held({}))) == 2
}

test_empty_unused_default_and_shared_vpcs_pass if {
	judge({}, {}) == set()
	judge({"is_default": true}, all_public) == set()
	judge({"owner_id": "444455556666"}, all_public) == set()
	used := object.union(all_public, {"aws.ec2.network_interface": {"eni-1": {"attributes": {"vpc_id": "vpc-1"}}}})
	judge({"is_default": true}, used) == {failure}
}

test_a_matter_of_taste if {
	vpc_private_subnets.deny == set() with input as {"id": "vpc-1", "attributes": {}} with data.snapshot as all_public with data.spec as spec(false)
}
