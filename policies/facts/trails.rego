# What the trails of CloudTrail record. A trail is told by its ARN; `read` and `write` are the two
# directions of an event.
package facts.trails

import data.lib.list

# Trails that log now, wherever they do.
logging contains id if {
	some id, trail in data.snapshot["aws.cloudtrail.trail"]
	trail.attributes.enable_logging == true
}

# Trails that log now in all regions.
everywhere contains id if {
	some id in logging
	data.snapshot["aws.cloudtrail.trail"][id].attributes.is_multi_region_trail == true
}

# What keeps trails from counting, in words.
shortcomings contains "no trail is there" if count(data.snapshot["aws.cloudtrail.trail"]) == 0

shortcomings contains sprintf("trail %v does not log", [id]) if {
	some id, _ in data.snapshot["aws.cloudtrail.trail"]
	not id in logging
}

shortcomings contains sprintf("trail %v covers its own region only", [id]) if {
	some id in logging
	not id in everywhere
}

# Why the bucket of a trail can't be judged. It may belong to another account, as that of an
# organization's trail does.
bucket_unread[id] := sprintf("bucket %v is not among those of this account in the region", [name]) if {
	some id, trail in data.snapshot["aws.cloudtrail.trail"]
	name := object.get(trail, ["attributes", "s3_bucket_name"], null)
	not held_bucket(name)
}

held_bucket(name) if {
	is_string(name)
	data.snapshot["aws.s3.bucket"][name].id
}

# [trail, direction] for trails that record all management events of that direction, but for those of
# services that the spec lets them leave out.
management contains [id, direction] if {
	some id, trail in data.snapshot["aws.cloudtrail.trail"]
	some selector in list.of(trail.attributes.event_selector)
	selector.include_management_events == true
	count(unwanted(selector.exclude_management_event_sources)) == 0
	some direction in directions_of_type[selector.read_write_type]
}

management contains [id, direction] if {
	some id, trail in data.snapshot["aws.cloudtrail.trail"]
	some selector in list.of(trail.attributes.advanced_event_selector)
	fields := list.of(selector.field_selector)
	chooses(fields, "eventCategory", "Management")
	narrow := [field | some field in fields; not harmless_for_management(field)]
	count(narrow) == 0
	some direction in directions(fields)
}

# [trail, type of resource, direction] for trails that record all data events of that sort.
data_events contains [id, type, direction] if {
	some id, trail in data.snapshot["aws.cloudtrail.trail"]
	some selector in list.of(trail.attributes.event_selector)
	some resource in list.of(selector.data_resource)
	some beginning in list.of(resource.values)
	all_resources(beginning)
	type := resource.type
	some direction in directions_of_type[selector.read_write_type]
}

data_events contains [id, type, direction] if {
	some id, trail in data.snapshot["aws.cloudtrail.trail"]
	some selector in list.of(trail.attributes.advanced_event_selector)
	fields := list.of(selector.field_selector)
	chooses(fields, "eventCategory", "Data")
	narrow := [field | some field in fields; not harmless_for_data(field)]
	count(narrow) == 0
	some field in fields
	field.field == "resources.type"
	some type in list.of(field.equals)
	some direction in directions(fields)
}

directions_of_type := {"All": {"read", "write"}, "ReadOnly": {"read"}, "WriteOnly": {"write"}}

unwanted(sources) := [source |
	some source in list.of(sources)
	not source in data.spec.cloudtrail.excludable_event_sources
]

# The beginning of the ARNs of all resources of a service: `arn:aws:s3` or `arn:aws:s3:::`.
all_resources(beginning) if {
	is_string(beginning)
	regex.match(`^arn:aws[a-z-]*:[a-z0-9]+(:::)?$`, beginning)
}

chooses(fields, name, value) if {
	some field in fields
	field.field == name
	value in list.of(field.equals)
}

directions(fields) := {direction |
	some value, direction in {"true": "read", "false": "write"}
	shut := [field | some field in fields; field.field == "readOnly"; not value in list.of(field.equals)]
	count(shut) == 0
}

harmless_for_management(field) if {
	field.field in {"eventCategory", "readOnly"}
	only_equals(field)
}

harmless_for_management(field) if {
	field.field == "eventSource"
	operators(field) == {"not_equals"}
	count(unwanted(field.not_equals)) == 0
}

harmless_for_data(field) if {
	field.field in {"eventCategory", "readOnly", "resources.type"}
	only_equals(field)
}

harmless_for_data(field) if {
	field.field == "resources.ARN"
	operators(field) == {"starts_with"}
	some beginning in list.of(field.starts_with)
	all_resources(beginning)
}

only_equals(field) if operators(field) == {"equals"}

# The conditions that a field selector makes.
operators(field) := {operator |
	some operator, values in {
		"equals": object.get(field, ["equals"], null),
		"not_equals": object.get(field, ["not_equals"], null),
		"starts_with": object.get(field, ["starts_with"], null),
		"not_starts_with": object.get(field, ["not_starts_with"], null),
		"ends_with": object.get(field, ["ends_with"], null),
		"not_ends_with": object.get(field, ["not_ends_with"], null),
	}
	count(list.of(values)) > 0
}
