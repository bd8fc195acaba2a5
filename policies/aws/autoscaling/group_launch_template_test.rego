package aws.autoscaling.group_launch_template_test

import data.aws.autoscaling.group_launch_template

judge(attributes) := found if {
	base := {"launch_configuration": null, "launch_template": null, "mixed_instances_policy": null, "status": null}
	found := group_launch_template.deny with input as {"attributes": object.union(base, attributes)}
}

specification := {"launch_template_id": "lt-1", "version": "1"}

test_template_passes if {
	judge({"launch_template": {"id": "lt-1"}}) == set()
	judge({"mixed_instances_policy": {"launch_template": {"launch_template_specification": specification}}}) == set()
}

test_configuration_fails if {
	judge({"launch_configuration": "old"}) == {{"path": "launch_configuration", "actual": "old", "expected": "a launch template"}}
	judge({"mixed_instances_policy": {"launch_template": null}}) == {{"path": "launch_configuration", "actual": null, "expected": "a launch template"}}
}

test_group_being_deleted_passes if judge({"launch_configuration": "old", "status": "Delete in progress"}) == set()
