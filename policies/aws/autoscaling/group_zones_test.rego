package aws.autoscaling.group_zones_test

import data.aws.autoscaling.group_zones

judge(zones, status) := found if {
	found := group_zones.deny with input as {"attributes": {"availability_zones": zones, "status": status}}
		with data.spec as {"autoscaling": {"min_zones": 2}}
}

test_two_zones_pass if judge(["us-east-1a", "us-east-1b"], null) == set()

test_one_zone_fails if {
	judge(["us-east-1a"], null) == {{"path": "availability_zones", "actual": ["us-east-1a"], "expected": "at least 2 zones"}}
	count(judge(["us-east-1a", "us-east-1a"], null)) == 1
	count(judge([], null)) == 1
	count(judge(null, null)) == 1
}

test_group_being_deleted_passes if judge(["us-east-1a"], "Delete in progress") == set()
