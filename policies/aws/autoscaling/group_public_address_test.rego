package aws.autoscaling.group_public_address_test

import data.aws.autoscaling.group_public_address

subnets(public) := {"subnet-a": {"id": "subnet-a", "attributes": {"map_public_ip_on_launch": public}}}

template(interfaces) := {"lt-1": {"id": "lt-1", "attributes": {
	"name": "app",
	"default_version": 1,
	"latest_version": 1,
	"default": {"version": 1, "network_interfaces": interfaces},
	"latest": {"version": 1, "network_interfaces": interfaces},
}}}

judge(attributes, held) := found if {
	base := {"status": null, "launch_configuration": null, "launch_template": null, "mixed_instances_policy": null, "vpc_zone_identifier": ["subnet-a"]}
	group := {"id": "app", "attributes": object.union(base, attributes)}
	found := group_public_address.deny with input as group
		with data.snapshot as object.union({"aws.autoscaling.group": {"app": group}}, held)
}

own := {"launch_template": {"id": "lt-1", "name": "app", "version": "$Latest"}}

launching(interfaces, public) := judge(own, {"aws.ec2.launch_template": template(interfaces), "aws.ec2.subnet": subnets(public)})

interface(public) := {"associate_public_ip_address": public}

by_subnet := {{
	"path": "vpc_zone_identifier",
	"actual": "subnet-a",
	"expected": "a subnet that gives no public addresses",
	"because": "what is launched leaves it to subnet subnet-a, which gives public addresses",
}}

test_no_address_passes if {
	launching([interface(false)], true) == set()
	launching([], false) == set()
	launching(null, false) == set()
}

test_template_that_asks_fails if {
	launching([interface(false), interface(true)], false) == {{
		"path": "launch_template.version",
		"actual": 1,
		"expected": "a version without public addresses",
		"because": "version 1 of launch template lt-1 asks for a public address",
	}}
}

test_subnet_decides_where_the_template_does_not if {
	launching([], true) == by_subnet
	launching([interface(null)], true) == by_subnet
	launching([interface(null), interface(false)], true) == by_subnet
}

configured(public, subnet) := judge({"launch_configuration": "old"}, {
	"aws.autoscaling.launch_configuration": {"old": {"id": "old", "attributes": {"associate_public_ip_address": public}}},
	"aws.ec2.subnet": subnets(subnet),
})

test_launch_configurations if {
	configured(false, true) == set()
	configured(null, false) == set()
	configured(null, true) == by_subnet
	configured(true, false) == {{
		"path": "launch_configuration",
		"actual": "old",
		"expected": "one without public addresses",
		"because": "launch configuration old asks for a public address",
	}}
}

test_what_can_not_be_told if {
	judge(own, {"aws.ec2.launch_template": template([])}) == {{"path": "vpc_zone_identifier", "unread": "subnet subnet-a is not in the snapshot"}}
	judge(own, {}) == {{"path": "launch_template.version", "unread": "version $Latest of launch template lt-1 is not in the snapshot"}}
	judge(object.union(own, {"vpc_zone_identifier": null}), {"aws.ec2.launch_template": template([])}) == {{
		"path": "vpc_zone_identifier",
		"unread": "the group names no subnets, so those of the default VPC count",
	}}
	{"path": "launch_configuration", "unread": "launch configuration gone is not in the snapshot"} in judge({"launch_configuration": "gone"}, {"aws.ec2.subnet": subnets(false)})
}

test_group_being_deleted_passes if judge(object.union(own, {"status": "Delete in progress"}), {}) == set()
