package aws.ec2.subnet_nat_gateway_zone_test

import data.aws.ec2.subnet_nat_gateway_zone

spec(wanted) := {"vpc": {"nat_gateway_per_zone": wanted}, "network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

subnet(zone) := {"id": "subnet", "attributes": {"vpc_id": "vpc-1", "availability_zone": zone}}

gateway(changes) := {"id": "nat-1", "attributes": object.union({"subnet_id": "subnet-a", "state": "available", "availability_mode": "zonal"}, changes)}

held(changes) := {
	"aws.ec2.subnet": {"subnet-a": subnet("a"), "subnet-b": subnet("b"), "subnet-c": subnet("a")},
	"aws.ec2.route_table": {"rtb-1": {"attributes": {
		"vpc_id": "vpc-1",
		"associations": [{"subnet_id": "subnet-b"}, {"subnet_id": "subnet-c"}],
		"route": [{"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1", "state": "active"}],
	}}},
	"aws.ec2.nat_gateway": {"nat-1": gateway(changes)},
}

judge(id, zone, snapshot) := found if {
	found := subnet_nat_gateway_zone.deny with input as {"id": id, "attributes": {"availability_zone": zone}} with data.snapshot as snapshot with data.spec as spec(true)
}

test_the_own_zone_passes if judge("subnet-c", "a", held({})) == set()

test_another_zone_fails if {
	judge("subnet-b", "b", held({})) == {{
		"path": "availability_zone", "actual": "b", "expected": "a",
		"because": "subnet subnet-b in b -> route table rtb-1 -> NAT gateway nat-1 in a",
	}}
}

test_a_regional_gateway_serves_all_zones if {
	judge("subnet-b", "b", held({"availability_mode": "regional", "subnet_id": null})) == set()
}

test_a_failed_gateway_fails if {
	judge("subnet-c", "a", held({"state": "failed"})) == {{
		"path": "availability_zone", "actual": "a", "expected": "a NAT gateway that is available",
		"because": "subnet subnet-c -> route table rtb-1 -> NAT gateway nat-1, which is failed",
	}}
}

test_what_is_missing_is_unread if {
	judge("subnet-b", "b", object.remove(held({}), ["aws.ec2.nat_gateway"])) == {{"path": "availability_zone", "unread": "NAT gateway nat-1 is not in the snapshot"}}
	judge("subnet-b", "b", held({"subnet_id": "subnet-9"})) == {{"path": "availability_zone", "unread": "the zone of NAT gateway nat-1 is not known"}}
}

test_other_subnets_pass if {
	judge("subnet-a", "a", held({})) == set()
	subnet_nat_gateway_zone.deny == set() with input as {"id": "subnet-b", "attributes": {"availability_zone": "b"}} with data.snapshot as held({}) with data.spec as spec(false)
	shared := {"id": "subnet-b", "scope": {"account": "111122223333"}, "attributes": {"owner_id": "444455556666", "availability_zone": "b"}}
	subnet_nat_gateway_zone.deny == set() with input as shared with data.snapshot as held({}) with data.spec as spec(true)
}
