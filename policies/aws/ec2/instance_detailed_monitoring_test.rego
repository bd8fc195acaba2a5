package aws.ec2.instance_detailed_monitoring_test

import data.aws.ec2.instance_detailed_monitoring

judge(state, monitoring) := found if {
	found := instance_detailed_monitoring.deny with input as {"attributes": {"instance_state": state, "monitoring": monitoring}}
}

test_monitored_passes if judge("running", true) == set()

test_basic_monitoring_fails if {
	judge("running", false) == {{"path": "monitoring", "actual": false, "expected": true}}
	judge("pending", null) == {{"path": "monitoring", "actual": null, "expected": true}}
}

test_what_is_being_terminated_passes if judge("shutting-down", false) == set()
