package aws.autoscaling.group_instance_types_test

import data.aws.autoscaling.group_instance_types

templates(says) := {"aws.ec2.launch_template": {"lt-1": {"id": "lt-1", "attributes": {
	"name": "app",
	"default_version": 1,
	"latest_version": 1,
	"default": object.union({"version": 1}, says),
	"latest": object.union({"version": 1}, says),
}}}}

judge(attributes, held, types) := found if {
	group := {"id": "app", "attributes": object.union({"status": null, "launch_configuration": null, "launch_template": null, "mixed_instances_policy": null}, attributes)}
	found := group_instance_types.deny with input as group
		with data.snapshot as object.union({"aws.autoscaling.group": {"app": group}}, held)
		with data.spec as {"ec2": {"allowed_instance_types": types}}
}

own := {"launch_template": {"id": "lt-1", "name": "app", "version": "$Latest"}}

mix(choices) := {"mixed_instances_policy": {"launch_template": {
	"launch_template_specification": {"launch_template_id": "lt-1", "launch_template_name": "app", "version": "$Default"},
	"override": choices,
}}}

only := ["t3.medium"]

test_agreed_types_pass if {
	judge(own, templates({"instance_type": "t3.medium"}), only) == set()
	judge(mix([{"instance_type": "t3.medium"}]), templates({"instance_type": "m5.large"}), only) == set()
}

test_other_choice_fails if {
	judge(mix([{"instance_type": "t3.medium"}, {"instance_type": "t3.large"}]), templates({"instance_type": "t3.medium"}), only) == {{
		"path": "mixed_instances_policy.launch_template.override[].instance_type",
		"actual": "t3.large",
		"expected": only,
	}}
}

test_requirements_fail if {
	judge(mix([{"instance_type": null, "instance_requirements": true}]), templates({}), only) == {{
		"path": "mixed_instances_policy.launch_template.override[].instance_requirements",
		"actual": true,
		"expected": false,
	}}
	count(judge(mix([]), templates({"instance_requirements": true}), only)) == 1
}

test_other_type_of_the_template_fails if {
	judge(own, templates({"instance_type": "m5.4xlarge"}), only) == {{
		"path": "launch_template.version",
		"actual": 1,
		"expected": only,
		"because": "version 1 of launch template lt-1 starts m5.4xlarge",
	}}
	count(judge(mix([{"instance_type": null, "instance_requirements": false}]), templates({"instance_type": "m5.large"}), only)) == 1
}

configurations(instance_type) := {"aws.autoscaling.launch_configuration": {"old": {"id": "old", "attributes": {"instance_type": instance_type}}}}

test_launch_configurations if {
	judge({"launch_configuration": "old"}, configurations("t3.medium"), only) == set()
	judge({"launch_configuration": "old"}, configurations("m5.large"), only) == {{
		"path": "launch_configuration",
		"actual": "old",
		"expected": only,
		"because": "launch configuration old starts m5.large",
	}}
	judge({"launch_configuration": "old"}, {}, only) == {{"path": "launch_configuration", "unread": "launch configuration old is not in the snapshot"}}
}

test_unknown_template if {
	judge(own, {}, only) == {{"path": "launch_template.version", "unread": "version $Latest of launch template lt-1 is not in the snapshot"}}
}

test_not_demanded_or_being_deleted_passes if {
	judge(own, templates({"instance_type": "m5.large"}), null) == set()
	judge(object.union(own, {"status": "Delete in progress"}), templates({"instance_type": "m5.large"}), only) == set()
}
