package aws.elasticache.replication_group_private_subnets_test

import data.aws.elasticache.replication_group_private_subnets

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

held(gateway) := {
	"aws.elasticache.subnet_group": {"data": {"id": "data", "attributes": {"subnet_ids": ["subnet-a"]}}},
	"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1"}}},
	"aws.ec2.route_table": {"rtb-1": {"id": "rtb-1", "attributes": {
		"vpc_id": "vpc-1",
		"route": [{"cidr_block": "0.0.0.0/0", "gateway_id": gateway, "state": "active"}],
		"associations": [{"main": true}],
	}}},
}

judge(attributes, snapshot) := found if {
	found := replication_group_private_subnets.deny with input as {"id": "cache", "attributes": attributes} with data.spec as spec with data.snapshot as snapshot
}

test_private_passes if judge({"engine": "redis", "subnet_group_name": "data"}, held("vgw-1")) == set()

test_public_fails if {
	judge({"engine": "redis", "subnet_group_name": "data"}, held("igw-1")) == {{
		"path": "subnet_group_name",
		"actual": "data",
		"expected": "a subnet group without public subnets",
		"because": "cache cache -> subnet group data -> subnet subnet-a -> internet gateway",
	}}
}

test_gaps_are_unread if {
	judge({"subnet_group_name": null}, held("igw-1")) == {{"path": "subnet_group_name", "unread": "the cache names no subnet group"}}
	judge({"subnet_group_name": "x"}, held("igw-1")) == {{"path": "subnet_group_name", "unread": "subnet group x is not in the snapshot, or lists no subnets"}}
	judge({"subnet_group_name": "data"}, object.remove(held("igw-1"), ["aws.ec2.route_table"])) == {{
		"path": "subnet_group_name",
		"unread": "no route table is known for subnet subnet-a of group data",
	}}
}
