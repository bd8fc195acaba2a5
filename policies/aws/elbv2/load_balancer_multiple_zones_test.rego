package aws.elbv2.load_balancer_multiple_zones_test

import data.aws.elbv2.load_balancer_multiple_zones as policy

judge(zones, least) := found if {
	places := [{"zone_name": zone, "subnet_id": sprintf("s-%v", [i])} | some i, zone in zones]
	found := policy.deny with input as {"attributes": {"availability_zones": places}} with data.spec as {"elb": {"min_zones": least}}
}

failure(zones, wanted) := {{"path": "availability_zones", "actual": zones, "expected": wanted}}

test_two_zones_pass if judge(["us-east-1a", "us-east-1b"], 2) == set()

test_one_zone_fails if {
	judge(["us-east-1a"], 2) == failure(["us-east-1a"], "2 zones or more")
	judge(["us-east-1b", "us-east-1a"], 3) == failure(["us-east-1a", "us-east-1b"], "3 zones or more")
}

test_two_subnets_of_one_zone_fail if judge(["us-east-1a", "us-east-1a"], 2) == failure(["us-east-1a"], "2 zones or more")

test_none_fails if {
	judge([], 2) == failure([], "2 zones or more")
	policy.deny == failure([], "2 zones or more") with input as {"attributes": {"availability_zones": null}} with data.spec as {"elb": {"min_zones": 2}}
	policy.deny == failure([], "2 zones or more") with input as {"attributes": {"availability_zones": [{"zone_name": null}]}} with data.spec as {"elb": {"min_zones": 2}}
}
