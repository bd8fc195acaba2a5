package aws.ec2.instance_enclave_host_running_test

import data.aws.ec2.instance_enclave_host_running

judge(state, enabled) := found if {
	found := instance_enclave_host_running.deny with input as {"attributes": {"instance_state": state, "enclave_options": {"enabled": enabled}}}
}

test_running_passes if judge("running", true) == set()

test_on_the_way_passes if {
	judge("pending", true) == set()
	judge("stopping", true) == set()
	judge("shutting-down", true) == set()
}

test_stopped_fails if judge("stopped", true) == {{"path": "instance_state", "actual": "stopped", "expected": "running"}}

test_other_instances_may_stop if {
	judge("stopped", false) == set()
	judge("stopped", null) == set()
}
