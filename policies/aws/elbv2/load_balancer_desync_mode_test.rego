package aws.elbv2.load_balancer_desync_mode_test

import data.aws.elbv2.load_balancer_desync_mode as policy

judge(type, mode) := found if {
	found := policy.deny with input as {"attributes": {"load_balancer_type": type, "desync_mitigation_mode": mode}}
		with data.spec as {"elb": {"desync_modes": ["defensive", "strictest"]}}
}

failure(actual) := {{"path": "desync_mitigation_mode", "actual": actual, "expected": ["defensive", "strictest"]}}

test_strict_modes_pass if {
	judge("application", "defensive") == set()
	judge("application", "strictest") == set()
}

test_monitor_fails if {
	judge("application", "monitor") == failure("monitor")
	judge("application", null) == failure(null)
}

test_others_have_no_mode if judge("network", null) == set()
