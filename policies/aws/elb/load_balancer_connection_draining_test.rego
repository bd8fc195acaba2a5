package aws.elb.load_balancer_connection_draining_test

import data.aws.elb.load_balancer_connection_draining as policy

judge(flag) := found if found := policy.deny with input as {"attributes": {"connection_draining": flag}}

failure(actual) := {{"path": "connection_draining", "actual": actual, "expected": true}}

test_on_passes if judge(true) == set()

test_off_fails if {
	judge(false) == failure(false)
	judge(null) == failure(null)
	judge("true") == failure("true")
	policy.deny == failure(null) with input as {"attributes": {}}
}
