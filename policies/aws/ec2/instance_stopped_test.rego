package aws.ec2.instance_stopped_test

import data.aws.ec2.instance_stopped

judge(state, stopped_since, launch_time) := found if {
	found := instance_stopped.deny with input as {"attributes": {"instance_state": state, "stopped_since": stopped_since, "launch_time": launch_time}}
		with data.spec as {"ec2": {"max_stopped_days": 30}}
		with data.now as "2026-07-01T00:00:00Z"
}

long_ago := "2025-01-01T00:00:00Z"

test_stopped_lately_passes if judge("stopped", "2026-06-20T00:00:00Z", long_ago) == set()

test_running_passes if judge("running", null, long_ago) == set()

test_stopped_long_fails if {
	judge("stopped", "2026-05-31T00:00:00Z", long_ago) == {{"path": "stopped_since", "actual": "2026-05-31T00:00:00Z", "expected": "at most 30 days ago"}}
}

test_unknown_time if {
	judge("stopped", null, "2026-06-20T00:00:00Z") == set()
	judge("stopped", null, long_ago) == {{"path": "stopped_since", "unread": "it is not told since when the instance is stopped"}}
	judge("stopped", "yesterday", null) == {{"path": "stopped_since", "unread": "it is not told since when the instance is stopped"}}
}
