package aws.elbv2.target_group_healthy_targets_test

import data.aws.elbv2.target_group_healthy_targets as policy

target(id, state) := {"target_id": id, "port": 80, "state": state, "reason": null}

judge(members) := found if {
	group := object.union({"target_type": "instance", "health_check": {"enabled": true}, "load_balancer_arns": ["lb"], "target_health": []}, members)
	found := policy.deny with input as {"attributes": group}
		with data.spec as {"elb": {"target_states": ["healthy", "draining"], "min_healthy_targets": 1}}
}

held(targets) := judge({"target_health": targets})

few(actual) := {"path": "target_health", "actual": actual, "expected": "1 healthy targets or more"}

sick(id, state) := {"path": "target_health[].state", "actual": {"target_id": id, "state": state, "reason": null}, "expected": ["healthy", "draining"]}

test_healthy_targets_pass if {
	held([target("i-1", "healthy"), target("i-2", "healthy")]) == set()
	held([target("i-1", "healthy"), target("i-2", "draining")]) == set()
}

test_sick_target_fails if {
	held([target("i-1", "healthy"), target("i-2", "unhealthy")]) == {sick("i-2", "unhealthy")}
	held([target("i-1", "healthy"), target("i-2", "unused")]) == {sick("i-2", "unused")}
	held([target("i-1", "healthy"), target("i-2", null)]) == {sick("i-2", null)}
}

test_all_draining_fails if held([target("i-1", "draining")]) == {few("0 healthy of 1")}

test_no_targets_fail if {
	held([]) == {few("0 healthy of 0")}
	held(null) == {few("0 healthy of 0")}
}

test_unused_group_passes if {
	judge({"load_balancer_arns": []}) == set()
	judge({"load_balancer_arns": null, "target_health": [target("i-1", "unused")]}) == set()
}

test_function_without_check_passes if {
	judge({"target_type": "lambda", "health_check": {"enabled": false}, "target_health": [target("f", "unavailable")]}) == set()
}

test_function_with_check_counts if {
	judge({"target_type": "lambda", "target_health": [target("f", "unhealthy")]}) == {sick("f", "unhealthy"), few("0 healthy of 1")}
}
