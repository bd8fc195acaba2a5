package aws.ec2.vpc_endpoint_availability_zones_test

import data.aws.ec2.vpc_endpoint_availability_zones

judge(changes) := found if {
	attributes := object.union({"vpc_endpoint_type": "Interface", "state": "available", "subnet_ids": ["subnet-a"]}, changes)
	found := vpc_endpoint_availability_zones.deny with input as {"attributes": attributes}
		with data.snapshot as {"aws.ec2.subnet": {"subnet-a": subnet("a"), "subnet-b": subnet("b"), "subnet-c": subnet("a")}}
		with data.spec as {"vpc": {"min_availability_zones": 2}}
}

subnet(zone) := {"attributes": {"availability_zone": zone}}

test_two_zones_pass if judge({"subnet_ids": ["subnet-a", "subnet-b"]}) == set()

test_one_zone_fails if {
	judge({}) == {{"path": "subnet_ids", "actual": ["subnet-a"], "expected": "subnets in 2 zones", "because": "zones of the subnets: a"}}
	count(judge({"subnet_ids": ["subnet-a", "subnet-c"]})) == 1
	count(judge({"subnet_ids": null})) == 1
}

test_unknown_subnets_are_unread if {
	judge({"subnet_ids": ["subnet-a", "subnet-9"]}) == {{"path": "subnet_ids", "unread": "the zone of subnet subnet-9 is not known"}}
	judge({"subnet_ids": ["subnet-a", "subnet-b", "subnet-9"]}) == set()
}

test_other_endpoints_pass if {
	judge({"vpc_endpoint_type": "Gateway", "subnet_ids": []}) == set()
	judge({"vpc_endpoint_type": "GatewayLoadBalancer"}) == set()
	judge({"requester_managed": true}) == set()
	judge({"owner_id": "444455556666"}) == set()
	judge({"state": "deleted"}) == set()
}
