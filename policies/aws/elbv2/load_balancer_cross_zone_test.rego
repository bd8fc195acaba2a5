package aws.elbv2.load_balancer_cross_zone_test

import data.aws.elbv2.load_balancer_cross_zone as policy

judge(type, flag, wanted) := found if {
	found := policy.deny with input as {"attributes": {"load_balancer_type": type, "enable_cross_zone_load_balancing": flag}}
		with data.spec as {"elb": {"cross_zone": wanted}}
}

failure(actual) := {{"path": "enable_cross_zone_load_balancing", "actual": actual, "expected": true}}

test_on_passes if {
	judge("network", true, true) == set()
	judge("gateway", true, true) == set()
}

test_off_fails if {
	judge("network", false, true) == failure(false)
	judge("gateway", null, true) == failure(null)
}

test_application_load_balancers_always_do if judge("application", false, true) == set()

test_not_wanted_passes if judge("network", false, false) == set()
