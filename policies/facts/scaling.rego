# What belongs to an auto scaling group, indexed by its name.
package facts.scaling

import data.lib.list

policies_of_group[group] contains policy_id if {
	some policy_id, policy in data.snapshot["aws.autoscaling.policy"]
	group := object.get(policy, ["attributes", "autoscaling_group_name"], null)
	is_string(group)
}

# The launch templates that a group names, with the version: its own, that of its mix, and those of
# single choices of the mix.
named_templates[group] contains {"id": id, "name": name, "version": version} if {
	some group, resource in data.snapshot["aws.autoscaling.group"]
	template := object.get(resource, ["attributes", "launch_template"], null)
	is_object(template)
	id := object.get(template, ["id"], null)
	name := object.get(template, ["name"], null)
	version := object.get(template, ["version"], null)
}

named_templates[group] contains {"id": id, "name": name, "version": version} if {
	some group, resource in data.snapshot["aws.autoscaling.group"]
	template := object.get(resource, ["attributes", "mixed_instances_policy", "launch_template", "launch_template_specification"], null)
	is_object(template)
	id := object.get(template, ["launch_template_id"], null)
	name := object.get(template, ["launch_template_name"], null)
	version := object.get(template, ["version"], null)
}

named_templates[group] contains {"id": id, "name": name, "version": version} if {
	some group, resource in data.snapshot["aws.autoscaling.group"]
	choices := object.get(resource, ["attributes", "mixed_instances_policy", "launch_template", "override"], null)
	some choice in list.of(choices)
	template := object.get(choice, ["launch_template_specification"], null)
	is_object(template)
	id := object.get(template, ["launch_template_id"], null)
	name := object.get(template, ["launch_template_name"], null)
	version := object.get(template, ["version"], null)
}

template_ids[name] contains id if {
	some id, template in data.snapshot["aws.ec2.launch_template"]
	name := object.get(template, ["attributes", "name"], null)
	is_string(name)
}

# What the group launches: {template, version, says}.
launches_of_group[group] contains {"template": id, "version": says.version, "says": says} if {
	some group, named in named_templates
	some reference in named
	some id in ids(reference)
	some says in wanted(reference.version, data.snapshot["aws.ec2.launch_template"][id].attributes)
}

# References of a group to what is not known.
unresolved_launches[group] contains message if {
	some group, named in named_templates
	some reference in named
	found := [id |
		some id in ids(reference)
		count(wanted(reference.version, data.snapshot["aws.ec2.launch_template"][id].attributes)) > 0
	]
	count(found) == 0
	message := sprintf("version %v of launch template %v is not in the snapshot", [reference.version, shown(reference)])
}

ids(reference) := {reference.id} if is_string(reference.id)

ids(reference) := object.get(template_ids, [reference.name], set()) if not is_string(reference.id)

shown(reference) := reference.id if is_string(reference.id)

shown(reference) := reference.name if not is_string(reference.id)

# Without a version the default one counts. Only the default and the latest version are known.
wanted(version, template) := [says |
	some says in [object.get(template, ["latest"], null), object.get(template, ["default"], null)]
	is_object(says)
	number := object.get(says, ["version"], null)
	meant(version, number, template)
]

meant(version, number, template) if {
	version == "$Latest"
	number == object.get(template, ["latest_version"], null)
}

meant(version, number, template) if {
	version in {"$Default", null, ""}
	number == object.get(template, ["default_version"], null)
}

meant(version, number, _) if version == sprintf("%v", [number])
