package aws.rds.instance_internet_reachable_test

import data.aws.rds.instance_internet_reachable

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

table(gateway) := {"id": "rtb-1", "attributes": {"vpc_id": "vpc-1", "route": [
	{"cidr_block": "0.0.0.0/0", "gateway_id": gateway, "state": "active"},
	{"ipv6_cidr_block": "::/0", "gateway_id": gateway, "state": "active"},
], "associations": [{"main": true}]}}

allow(cidr) := {"rule_no": 100, "protocol": "-1", "action": "allow", "cidr_block": cidr}

world(gateway, acl_source, rule) := {
	"aws.rds.subnet_group": {"data": {"id": "data", "attributes": {"subnet_ids": ["subnet-a"]}}},
	"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"vpc_id": "vpc-1", "availability_zone": "us-east-1a"}}},
	"aws.ec2.route_table": {"rtb-1": table(gateway)},
	"aws.ec2.network_acl": {"acl-1": {"id": "acl-1", "attributes": {"subnet_ids": ["subnet-a"], "ingress": [allow(acl_source)], "egress": [allow("0.0.0.0/0")]}}},
	"aws.ec2.security_group": {"sg-1": {"id": "sg-1", "attributes": {"ingress": [object.union({"security_group_rule_id": "sgr-1", "ip_protocol": "tcp"}, rule)]}}},
}

open_rule := {"cidr_ipv4": "0.0.0.0/0", "from_port": 5432, "to_port": 5432}

database := {
	"publicly_accessible": true,
	"port": 5432,
	"multi_az": false,
	"availability_zone": "us-east-1a",
	"db_subnet_group_name": "data",
	"vpc_security_group_ids": ["sg-1"],
}

judge(changes, held) := found if {
	found := instance_internet_reachable.deny with input as {"id": "db", "attributes": object.union(database, changes)}
		with data.spec as spec
		with data.snapshot as held
}

failure := {{
	"path": "publicly_accessible",
	"actual": true,
	"expected": false,
	"because": "internet gateway igw-1 -> route table rtb-1 -> subnet subnet-a -> network ACL acl-1 -> security group sg-1 rule sgr-1 -> instance db port 5432",
}}

test_open_to_the_world_fails if {
	judge({}, world("igw-1", "0.0.0.0/0", open_rule)) == failure
	judge({"multi_az": true, "availability_zone": "us-east-1b"}, world("igw-1", "0.0.0.0/0", open_rule)) == failure
	judge({}, world("igw-1", "0.0.0.0/0", {"ip_protocol": "-1", "cidr_ipv4": "0.0.0.0/1"})) == failure
	count(judge({"publicly_accessible": null}, world("igw-1", "0.0.0.0/0", open_rule))) == 1
}

test_any_link_that_is_missing_passes if {
	judge({"publicly_accessible": false}, world("igw-1", "0.0.0.0/0", open_rule)) == set()
	judge({}, world("nat-1", "0.0.0.0/0", open_rule)) == set()
	judge({}, world("igw-1", "10.0.0.0/8", open_rule)) == set()
	judge({}, world("igw-1", "0.0.0.0/0", {"cidr_ipv4": "203.0.113.0/24", "from_port": 5432, "to_port": 5432})) == set()
	judge({"port": 5433}, world("igw-1", "0.0.0.0/0", open_rule)) == set()
	judge({"availability_zone": "us-east-1b"}, world("igw-1", "0.0.0.0/0", open_rule)) == set()
}

test_ipv6_counts_for_dual_stack_only if {
	held := object.union(world("igw-1", "0.0.0.0/0", {"cidr_ipv6": "::/0", "from_port": 5432, "to_port": 5432}), {"aws.ec2.network_acl": {"acl-1": {"id": "acl-1", "attributes": {
		"subnet_ids": ["subnet-a"],
		"ingress": [{"rule_no": 101, "protocol": "-1", "action": "allow", "ipv6_cidr_block": "::/0"}],
		"egress": [{"rule_no": 101, "protocol": "-1", "action": "allow", "ipv6_cidr_block": "::/0"}],
	}}}})
	judge({"network_type": "IPV4"}, held) == set()
	judge({"network_type": "DUAL"}, held) == failure
}

test_gaps_are_unread if {
	judge({"port": null}, world("igw-1", "0.0.0.0/0", open_rule)) == {{"path": "publicly_accessible", "unread": "the instance has no port yet"}}
	judge({"db_subnet_group_name": null}, world("igw-1", "0.0.0.0/0", open_rule)) == {{"path": "publicly_accessible", "unread": "the instance names no subnet group"}}
	judge({"db_subnet_group_name": "x"}, world("igw-1", "0.0.0.0/0", open_rule)) == {{"path": "publicly_accessible", "unread": "subnet group x is not in the snapshot, or lists no subnets"}}
	judge({"vpc_security_group_ids": ["sg-x"]}, world("igw-1", "0.0.0.0/0", open_rule)) == {{"path": "publicly_accessible", "unread": "security group sg-x is not in the snapshot"}}
	judge({"vpc_security_group_ids": null}, world("igw-1", "0.0.0.0/0", open_rule)) == {{"path": "publicly_accessible", "unread": "the instance names no security group"}}
	judge({"publicly_accessible": false}, {}) == set()
}
