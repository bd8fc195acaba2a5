package aws.autoscaling.group_capacity_rebalance_test

import data.aws.autoscaling.group_capacity_rebalance

judge(rebalance, attributes, held) := found if {
	base := {"status": null, "capacity_rebalance": rebalance, "launch_configuration": null, "launch_template": null, "mixed_instances_policy": null}
	group := {"id": "app", "attributes": object.union(base, attributes)}
	found := group_capacity_rebalance.deny with input as group
		with data.snapshot as object.union({"aws.autoscaling.group": {"app": group}}, held)
}

mix(percent) := {"mixed_instances_policy": {"instances_distribution": {"on_demand_percentage_above_base_capacity": percent}, "launch_template": null}}

failure(actual) := {{"path": "capacity_rebalance", "actual": actual, "expected": true}}

test_rebalancing_passes if judge(true, mix(0), {}) == set()

test_on_demand_passes if {
	judge(false, mix(100), {}) == set()
	judge(false, mix(null), {}) == set()
	judge(null, {}, {}) == set()
}

test_spot_of_a_mix_fails if {
	judge(false, mix(0), {}) == failure(false)
	judge(null, mix(99), {}) == failure(null)
}

own := {"launch_template": {"id": "lt-1", "name": "app", "version": "$Latest"}}

templates(market) := {"aws.ec2.launch_template": {"lt-1": {"id": "lt-1", "attributes": {
	"name": "app",
	"default_version": 1,
	"latest_version": 1,
	"default": {"version": 1, "instance_market_type": market},
	"latest": {"version": 1, "instance_market_type": market},
}}}}

test_spot_of_a_template_fails if {
	judge(false, own, templates("spot")) == failure(false)
	judge(false, own, templates(null)) == set()
	judge(false, own, {}) == {{"path": "launch_template.version", "unread": "version $Latest of launch template lt-1 is not in the snapshot"}}
}

configurations(price) := {"aws.autoscaling.launch_configuration": {"old": {"id": "old", "attributes": {"spot_price": price}}}}

test_spot_of_a_configuration_fails if {
	judge(false, {"launch_configuration": "old"}, configurations("0.05")) == failure(false)
	judge(false, {"launch_configuration": "old"}, configurations(null)) == set()
	judge(false, {"launch_configuration": "old"}, {}) == {{"path": "launch_configuration", "unread": "launch configuration old is not in the snapshot"}}
}

test_group_being_deleted_passes if judge(false, object.union(mix(0), {"status": "Delete in progress"}), {}) == set()
