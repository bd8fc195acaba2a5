package aws.cloudwatch.alarm_actions_enabled_test

import data.aws.cloudwatch.alarm_actions_enabled as policy

judge(enabled) := found if {
	found := policy.deny with input as {"attributes": {"actions_enabled": enabled}}
}

test_on_passes if judge(true) == set()

test_off_fails if {
	judge(false) == {{"path": "actions_enabled", "actual": false, "expected": true}}
	judge(null) == {{"path": "actions_enabled", "actual": null, "expected": true}}
}
