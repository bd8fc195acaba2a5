package aws.ec2.instance_age_test

import data.aws.ec2.instance_age

judge(state, launch_time, limit) := found if {
	found := instance_age.deny with input as {"attributes": {"instance_state": state, "launch_time": launch_time}}
		with data.spec as {"ec2": {"max_instance_age_days": limit}}
		with data.now as "2026-07-01T00:00:00Z"
}

test_young_passes if {
	judge("running", "2026-06-30T00:00:00Z", 180) == set()
	judge("running", "2026-01-02T00:00:00Z", 180) == set()
}

test_old_fails if {
	judge("running", "2026-01-01T23:00:00Z", 180) == {{"path": "launch_time", "actual": "2026-01-01T23:00:00Z", "expected": "at most 180 days ago"}}
}

test_only_running_instances_count if {
	judge("stopped", "2020-01-01T00:00:00Z", 180) == set()
	judge("shutting-down", "2020-01-01T00:00:00Z", 180) == set()
}

test_no_limit_passes if judge("running", "2020-01-01T00:00:00Z", null) == set()

test_unknown_start if {
	judge("running", null, 180) == {{"path": "launch_time", "unread": "it is not told when the instance was started"}}
}
