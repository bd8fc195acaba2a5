package aws.elbv2.target_group_sticky_sessions_test

import data.aws.elbv2.target_group_sticky_sessions as policy

judge(attributes, wanted) := found if {
	found := policy.deny with input as {"attributes": attributes} with data.spec as {"elb": {"sticky_sessions": wanted}}
}

group(flag) := {"target_type": "instance", "protocol": "HTTP", "stickiness": {"enabled": flag, "type": "lb_cookie"}}

failure(actual, expected) := {{"path": "stickiness.enabled", "actual": actual, "expected": expected}}

test_as_wanted_passes if {
	judge(group(true), true) == set()
	judge(group(false), false) == set()
}

test_otherwise_fails if {
	judge(group(false), true) == failure(false, true)
	judge(group(true), false) == failure(true, false)
	judge({"target_type": "ip", "protocol": "HTTPS", "stickiness": null}, true) == failure(null, true)
}

test_unset_spec_wants_nothing if judge(group(false), null) == set()

test_other_groups_pass if {
	judge({"target_type": "ip", "protocol": "TCP", "stickiness": {"enabled": false}}, true) == set()
	judge({"target_type": "lambda", "protocol": null, "stickiness": {"enabled": false}}, true) == set()
}
