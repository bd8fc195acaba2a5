package aws.elb.load_balancer_cross_zone_test

import data.aws.elb.load_balancer_cross_zone as policy

judge(flag) := found if found := policy.deny with input as {"attributes": {"cross_zone_load_balancing": flag}}

failure(actual) := {{"path": "cross_zone_load_balancing", "actual": actual, "expected": true}}

test_on_passes if judge(true) == set()

test_off_fails if {
	judge(false) == failure(false)
	judge(null) == failure(null)
	judge("true") == failure("true")
	policy.deny == failure(null) with input as {"attributes": {}}
}
