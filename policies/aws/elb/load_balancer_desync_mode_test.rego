package aws.elb.load_balancer_desync_mode_test

import data.aws.elb.load_balancer_desync_mode as policy

judge(mode) := found if {
	found := policy.deny with input as {"attributes": {"desync_mitigation_mode": mode}}
		with data.spec as {"elb": {"desync_modes": ["defensive", "strictest"]}}
}

failure(actual) := {{"path": "desync_mitigation_mode", "actual": actual, "expected": ["defensive", "strictest"]}}

test_strict_modes_pass if {
	judge("defensive") == set()
	judge("strictest") == set()
}

test_monitor_fails if {
	judge("monitor") == failure("monitor")
	judge(null) == failure(null)
}
