package aws.autoscaling.group_instance_refresh_test

import data.aws.autoscaling.group_instance_refresh

judge(refresh, policy, required) := found if {
	found := group_instance_refresh.deny with input as {"attributes": {"instance_refresh": refresh, "instance_maintenance_policy": policy, "status": null}}
		with data.spec as {"autoscaling": {"instance_refresh": {"min_healthy_percent": 50, "required": required}}}
}

rolling(percent) := {"strategy": "Rolling", "preferences": {"min_healthy_percentage": percent}}

policy(percent) := {"min_healthy_percentage": percent, "max_healthy_percentage": 100}

test_half_passes if {
	judge(rolling(50), null, true) == set()
	judge(null, policy(50), true) == set()
	judge(rolling(90), policy(60), true) == set()
}

test_refresh_without_preferences_keeps_enough if judge({"strategy": "Rolling", "preferences": null}, null, true) == set()

test_less_than_half_fails if {
	judge(rolling(49), null, true) == {{"path": "instance_refresh.preferences.min_healthy_percentage", "actual": 49, "expected": "at least 50"}}
	judge(null, policy(0), false) == {{"path": "instance_maintenance_policy.min_healthy_percentage", "actual": 0, "expected": "at least 50"}}
	count(judge(rolling(10), policy(10), true)) == 2
}

test_other_strategy_fails if {
	judge({"strategy": "ReplaceRootVolume", "preferences": {"min_healthy_percentage": 50}}, null, true) == {{"path": "instance_refresh.strategy", "actual": "ReplaceRootVolume", "expected": "Rolling"}}
}

unknown := {{
	"path": "instance_refresh",
	"unread": "no instance refresh was made lately, and no instance maintenance policy says how instances are replaced",
}}

test_nothing_to_see if {
	judge(null, null, true) == unknown
	judge(null, policy(-1), true) == unknown
	judge(null, null, false) == set()
}

test_group_being_deleted_passes if {
	group_instance_refresh.deny == set() with input as {"attributes": {"instance_refresh": rolling(0), "status": "Delete in progress"}}
		with data.spec as {"autoscaling": {"instance_refresh": {"min_healthy_percent": 50, "required": true}}}
}
