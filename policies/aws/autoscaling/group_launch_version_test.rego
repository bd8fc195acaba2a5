package aws.autoscaling.group_launch_version_test

import data.aws.autoscaling.group_launch_version

template := {"id": "lt-1", "attributes": {
	"name": "app",
	"default_version": 2,
	"latest_version": 5,
	"default": {"version": 2},
	"latest": {"version": 5},
}}

judge(attributes, templates) := found if {
	group := {"id": "app", "attributes": object.union({"status": null, "launch_template": null, "mixed_instances_policy": null}, attributes)}
	found := group_launch_version.deny with input as group
		with data.snapshot as {"aws.autoscaling.group": {"app": group}, "aws.ec2.launch_template": templates}
}

own(version) := judge({"launch_template": {"id": "lt-1", "name": "app", "version": version}}, {"lt-1": template})

test_current_versions_pass if {
	own("$Latest") == set()
	own("$Default") == set()
	own("5") == set()
	own("2") == set()
}

test_old_version_fails if {
	own("3") == {{
		"path": "launch_template.version",
		"actual": "3",
		"expected": ["$Default", "$Latest"],
		"because": "the default version of lt-1 is 2, the latest is 5",
	}}
}

test_old_version_of_a_mix_fails if {
	mix := {"launch_template": {
		"launch_template_specification": {"launch_template_id": "lt-1", "launch_template_name": "app", "version": "1"},
		"override": [],
	}}
	{finding.path | some finding in judge({"mixed_instances_policy": mix}, {"lt-1": template})} == {"mixed_instances_policy.launch_template"}
}

test_unknown_template if {
	judge({"launch_template": {"id": "lt-9", "name": null, "version": "1"}}, {}) == {{"path": "launch_template.version", "unread": "launch template lt-9 is not in the snapshot"}}
}

test_groups_without_template_pass if judge({}, {}) == set()

test_group_being_deleted_passes if {
	judge({"status": "Delete in progress", "launch_template": {"id": "lt-1", "name": null, "version": "1"}}, {"lt-1": template}) == set()
}
