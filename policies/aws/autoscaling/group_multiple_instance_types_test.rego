package aws.autoscaling.group_multiple_instance_types_test

import data.aws.autoscaling.group_multiple_instance_types

judge(choices, status, wanted) := found if {
	found := group_multiple_instance_types.deny with input as {"attributes": {"status": status, "mixed_instances_policy": {"launch_template": {"override": choices}}}}
		with data.spec as {"autoscaling": {"min_instance_types": wanted}}
}

path := "mixed_instances_policy.launch_template.override"

test_two_types_pass if judge([{"instance_type": "m5.large"}, {"instance_type": "m6i.large"}], null, 2) == set()

test_requirements_pass if judge([{"instance_type": null, "instance_requirements": true}], null, 2) == set()

test_one_type_fails if {
	judge([{"instance_type": "m5.large"}], null, 2) == {{"path": path, "actual": {"m5.large"}, "expected": "at least 2 instance types"}}
	count(judge([{"instance_type": "m5.large"}, {"instance_type": "m5.large"}], null, 2)) == 1
	count(judge([], null, 2)) == 1
	count(judge(null, null, 2)) == 1
}

test_no_mix_fails if {
	count(group_multiple_instance_types.deny) == 1 with input as {"attributes": {"status": null, "mixed_instances_policy": null}}
		with data.spec as {"autoscaling": {"min_instance_types": 2}}
}

test_type_of_a_template_is_not_told if {
	judge([{"instance_type": "m5.large"}, {"instance_type": null}], null, 2) == {{
		"path": path,
		"unread": "a choice of the group takes its instance type from a launch template",
	}}
}

test_not_demanded_or_being_deleted_passes if {
	judge([], null, 1) == set()
	judge([], "Delete in progress", 2) == set()
	judge([{"instance_type": null}], "Delete in progress", 2) == set()
}
