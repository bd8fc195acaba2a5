# What belongs to an auto scaling group, indexed by its name.
package facts.scaling

import data.lib.list
import data.lib.scaling

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
	some id in scaling.ids(reference)
	some says in scaling.wanted(reference.version, data.snapshot["aws.ec2.launch_template"][id].attributes)
}

# References of a group to what is not known.
unresolved_launches[group] contains message if {
	some group, named in named_templates
	some reference in named
	found := [id |
		some id in scaling.ids(reference)
		count(scaling.wanted(reference.version, data.snapshot["aws.ec2.launch_template"][id].attributes)) > 0
	]
	count(found) == 0
	message := sprintf("version %v of launch template %v is not in the snapshot", [reference.version, scaling.shown(reference)])
}
