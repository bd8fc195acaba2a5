package aws.ec2.instance_managed_by_systems_manager_test

import data.aws.ec2.instance_managed_by_systems_manager

judge(state, launch_time, nodes) := found if {
	found := instance_managed_by_systems_manager.deny with input as {"id": "i-1", "attributes": {"instance_state": state, "launch_time": launch_time}}
		with data.snapshot as {"aws.ssm.managed_instance": nodes}
		with data.spec as {"ec2": {"systems_manager_grace_hours": 1}}
		with data.now as "2026-07-01T00:00:00Z"
}

node(status) := {"i-1": {"id": "i-1", "attributes": {"ping_status": status}}}

yesterday := "2026-06-30T00:00:00Z"

test_online_passes if judge("running", yesterday, node("Online")) == set()

test_unregistered_fails if {
	judge("running", yesterday, {}) == {{
		"path": "instance_state",
		"actual": "running",
		"expected": null,
		"because": "i-1 is not registered with Systems Manager",
	}}
	count(judge("running", null, {})) == 1
	count(judge("running", yesterday, {"i-2": {"id": "i-2", "attributes": {"ping_status": "Online"}}})) == 1
}

test_silent_agent_fails if {
	judge("running", yesterday, node("ConnectionLost")) == {{
		"path": "instance_state",
		"actual": "running",
		"expected": null,
		"because": "the agent on i-1 does not answer Systems Manager: ConnectionLost",
	}}
	count(judge("running", yesterday, node("Inactive"))) == 1
	count(judge("running", yesterday, node(null))) == 1
}

test_new_instance_passes if judge("running", "2026-06-30T23:30:00Z", {}) == set()

test_what_does_not_run_passes if {
	judge("stopped", yesterday, {}) == set()
	judge("pending", yesterday, {}) == set()
	judge("shutting-down", yesterday, {}) == set()
}
