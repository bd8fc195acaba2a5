package aws.ec2.security_group_unused_test

import data.aws.ec2.security_group_unused

judge(name, held) := found if {
	found := security_group_unused.deny with input as {"id": "sg-1", "attributes": {"name": name}} with data.snapshot as held
}

unused(held) if {
	judge("web", held) == {{
		"path": "name", "actual": "web", "expected": null,
		"because": "no network interface, launch template, service or rule of another group uses it",
	}}
}

used(held) if judge("web", held) == set()

of(kind, attributes) := {kind: {"x": {"id": "x", "attributes": attributes}}}

group(id, rules) := {"aws.ec2.security_group": {id: {"id": id, "attributes": {"ingress": rules}}}}

test_unused_fails if {
	unused({})
	unused(of("aws.ec2.network_interface", {"security_groups": ["sg-2"]}))
	unused(group("sg-1", [{"referenced_security_group_id": "sg-1"}]))
	unused(group("sg-2", [{"referenced_security_group_id": "sg-3"}]))
	unused(of("aws.ec2.launch_template", {"default": null, "latest": {"network_interfaces": [{"security_groups": null}]}}))
}

test_default_groups_stay if judge("default", {}) == set()

test_used_passes if {
	used(of("aws.ec2.network_interface", {"security_groups": ["sg-2", "sg-1"]}))
	used(group("sg-2", [{"referenced_security_group_id": "sg-1"}]))
	used(of("aws.ec2.launch_template", {"default": {"vpc_security_group_ids": ["sg-1"]}}))
	used(of("aws.ec2.launch_template", {"latest": {"network_interfaces": [{"security_groups": ["sg-1"]}]}}))
	used(of("aws.autoscaling.launch_configuration", {"security_groups": ["sg-1"]}))
	used(of("aws.elbv2.load_balancer", {"security_groups": ["sg-1"]}))
	used(of("aws.elb.load_balancer", {"security_groups": ["sg-1"]}))
	used(of("aws.ec2.vpc_endpoint", {"security_group_ids": ["sg-1"]}))
	used(of("aws.ec2.client_vpn_endpoint", {"security_group_ids": ["sg-1"]}))
	used(of("aws.rds.instance", {"vpc_security_group_ids": ["sg-1"]}))
	used(of("aws.rds.cluster", {"vpc_security_group_ids": ["sg-1"]}))
	used(of("aws.elasticache.cluster", {"security_group_ids": ["sg-1"]}))
	used(of("aws.elasticache.replication_group", {"security_group_ids": ["sg-1"]}))
}
