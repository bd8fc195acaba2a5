package aws.elbv2.target_group_cross_zone_test

import data.aws.elbv2.target_group_cross_zone as policy

judge(mode, wanted) := found if {
	found := policy.deny with input as {"attributes": {"load_balancing_cross_zone_enabled": mode}} with data.spec as {"elb": {"cross_zone": wanted}}
}

test_others_pass if {
	judge("true", true) == set()
	judge("use_load_balancer_configuration", true) == set()
	judge(null, true) == set()
}

test_off_fails if {
	judge("false", true) == {{"path": "load_balancing_cross_zone_enabled", "actual": "false", "expected": ["true", "use_load_balancer_configuration"]}}
}

test_not_wanted_passes if judge("false", false) == set()
