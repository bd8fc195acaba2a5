package facts.scaling_test

import data.facts.scaling

templates := {"aws.ec2.launch_template": {
	"lt-1": {"attributes": {
		"name": "app",
		"default_version": 2,
		"latest_version": 3,
		"default": {"version": 2, "image_id": "ami-2"},
		"latest": {"version": 3, "image_id": "ami-3"},
	}},
	"lt-2": {"attributes": {
		"name": null,
		"default_version": 1,
		"latest_version": 1,
		"default": {"version": 1},
		"latest": {"version": 1},
	}},
}}

facts(groups) := found if {
	snapshot := object.union(templates, {"aws.autoscaling.group": groups})
	launches := {name: found_launches | some name, found_launches in scaling.launches_of_group} with data.snapshot as snapshot
	unresolved := {name: messages | some name, messages in scaling.unresolved_launches} with data.snapshot as snapshot
	found := {"launches": launches, "unresolved": unresolved}
}

group(template) := {"app": {"attributes": {"launch_template": template, "mixed_instances_policy": null}}}

launch(version) := {"template": "lt-1", "version": version, "says": {"version": version, "image_id": sprintf("ami-%v", [version])}}

resolves(reference, version) if {
	facts(group(reference)) == {"launches": {"app": {launch(version)}}, "unresolved": {}}
}

test_versions if {
	resolves({"id": "lt-1", "version": "$Latest"}, 3)
	resolves({"id": "lt-1", "version": "$Default"}, 2)
	resolves({"id": "lt-1", "version": null}, 2)
	resolves({"id": "lt-1", "name": "other", "version": "3"}, 3)
	resolves({"id": null, "name": "app", "version": "2"}, 2)
}

test_a_version_that_is_both_counts_once if {
	facts(group({"id": "lt-2", "version": "$Latest"})).launches == {"app": {{"template": "lt-2", "version": 1, "says": {"version": 1}}}}
}

test_unknown_versions_and_templates if {
	facts(group({"id": "lt-1", "version": "1"})) == {
		"launches": {},
		"unresolved": {"app": {"version 1 of launch template lt-1 is not in the snapshot"}},
	}
	facts(group({"id": "lt-9", "version": "1"})).unresolved == {"app": {"version 1 of launch template lt-9 is not in the snapshot"}}
	facts(group({"id": null, "name": "gone", "version": "$Latest"})).unresolved == {"app": {"version $Latest of launch template gone is not in the snapshot"}}
}

test_mixed_groups_name_several if {
	named := {"app": {"attributes": {"launch_template": null, "mixed_instances_policy": {"launch_template": {
		"launch_template_specification": {"launch_template_id": "lt-1", "launch_template_name": "app", "version": "$Latest"},
		"override": [
			{"instance_type": "t3.large", "launch_template_specification": null},
			{"instance_type": "t4g.large", "launch_template_specification": {"launch_template_id": null, "launch_template_name": "app", "version": "$Default"}},
		],
	}}}}}
	facts(named) == {"launches": {"app": {launch(2), launch(3)}}, "unresolved": {}}
}

test_groups_without_template if {
	facts(group(null)) == {"launches": {}, "unresolved": {}}
	facts({}) == {"launches": {}, "unresolved": {}}
}

test_policies_of_group if {
	policies := {
		"arn:1": {"attributes": {"autoscaling_group_name": "app"}},
		"arn:2": {"attributes": {"autoscaling_group_name": "app"}},
		"arn:3": {"attributes": {"autoscaling_group_name": "jobs"}},
		"arn:4": {"attributes": {"autoscaling_group_name": null}},
	}
	scaling.policies_of_group == {"app": {"arn:1", "arn:2"}, "jobs": {"arn:3"}} with data.snapshot as {"aws.autoscaling.policy": policies}
}
