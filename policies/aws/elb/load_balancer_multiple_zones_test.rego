package aws.elb.load_balancer_multiple_zones_test

import data.aws.elb.load_balancer_multiple_zones as policy

judge(zones) := found if {
	found := policy.deny with input as {"attributes": {"availability_zones": zones}} with data.spec as {"elb": {"min_zones": 2}}
}

failure(zones) := {{"path": "availability_zones", "actual": zones, "expected": "2 zones or more"}}

test_two_zones_pass if judge(["us-east-1a", "us-east-1b"]) == set()

test_one_zone_fails if {
	judge(["us-east-1a"]) == failure(["us-east-1a"])
	judge(["us-east-1a", "us-east-1a"]) == failure(["us-east-1a"])
	judge(null) == failure([])
}
