package aws.autoscaling.group_private_subnets_test

import data.aws.autoscaling.group_private_subnets

table(route, subnet_id) := {"id": "rtb", "attributes": {"vpc_id": "vpc-1", "route": [route], "associations": [{"subnet_id": subnet_id, "main": false}]}}

snapshot := {
	"aws.ec2.subnet": {
		"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}},
		"subnet-b": {"id": "subnet-b", "attributes": {"vpc_id": "vpc-1"}},
		"subnet-public": {"id": "subnet-public", "attributes": {"vpc_id": "vpc-1"}},
	},
	"aws.ec2.route_table": {
		"rtb-a": table({"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1", "gateway_id": null}, "subnet-a"),
		"rtb-b": table({"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1", "gateway_id": null}, "subnet-b"),
		"rtb-p": table({"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "state": "active"}, "subnet-public"),
	},
}

judge(subnets, changes) := found if {
	found := group_private_subnets.deny with input as {"attributes": object.union({"vpc_zone_identifier": subnets, "status": null}, changes)}
		with data.snapshot as snapshot
		with data.spec as {"autoscaling": {"private_subnets": true}, "network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}
}

test_private_subnets_pass if judge(["subnet-a", "subnet-b"], {}) == set()

test_one_public_subnet_fails if {
	judge(["subnet-a", "subnet-public"], {}) == {{
		"path": "vpc_zone_identifier",
		"actual": "subnet-public",
		"expected": "a subnet without a route to an internet gateway",
		"because": "route table rtb-p of subnet subnet-public leads to an internet gateway",
	}}
}

test_unknown_subnets if {
	judge(["subnet-x"], {}) == {{"path": "vpc_zone_identifier", "unread": "no route table is known for subnet subnet-x"}}
	judge([], {}) == {{"path": "vpc_zone_identifier", "unread": "the group names no subnets, so those of the default VPC count"}}
	judge(null, {}) == judge([""], {})
}

test_group_being_deleted_passes if judge(["subnet-public"], {"status": "Delete in progress"}) == set()

test_not_demanded_passes if {
	group_private_subnets.deny == set() with input as {"attributes": {"vpc_zone_identifier": ["subnet-public"], "status": null}}
		with data.snapshot as snapshot
		with data.spec as {"autoscaling": {"private_subnets": false}}
}
