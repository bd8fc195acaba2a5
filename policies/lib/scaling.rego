# Reads the launch templates that Auto Scaling groups name.
package lib.scaling

ids(reference) := {reference.id} if is_string(reference.id) else := object.get(data.facts.scaling.template_ids, [reference.name], set())

shown(reference) := reference.id if is_string(reference.id) else := reference.name

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
