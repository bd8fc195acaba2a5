# METADATA
# title: Auto scaling groups with Spot Instances replace them before they go
# description: >-
#   AWS takes Spot Instances back two minutes after it says so. With rebalancing the group starts a
#   replacement at the first sign that one is at risk; without, requests are cut off and the group is
#   short of machines until others are up.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-capacity-rebalancing.html
# custom:
#   id: aws-autoscaling-group-capacity-rebalance
#   severity: low
#   kinds: [aws.autoscaling.group]
#   aliases: [autoscaling_group_capacity_rebalance_enabled]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.autoscaling.group_capacity_rebalance

import data.facts.scaling
import data.lib.finding

deny contains finding.new("capacity_rebalance", rebalance, true) if {
	unbalanced
	uses_spot
}

deny contains finding.unread("launch_template.version", message) if {
	unbalanced
	not uses_spot
	some message in scaling.unresolved_launches[input.id]
}

deny contains finding.unread("launch_configuration", message) if {
	unbalanced
	not uses_spot
	is_string(configuration)
	not data.snapshot["aws.autoscaling.launch_configuration"][configuration].id
	message := sprintf("launch configuration %v is not in the snapshot", [configuration])
}

rebalance := object.get(input.attributes, ["capacity_rebalance"], null)

configuration := object.get(input.attributes, ["launch_configuration"], null)

unbalanced if {
	object.get(input.attributes, ["status"], null) == null
	rebalance != true
}

# Without a number all instances are on-demand.
uses_spot if {
	percent := object.get(input.attributes, ["mixed_instances_policy", "instances_distribution", "on_demand_percentage_above_base_capacity"], null)
	is_number(percent)
	percent < 100
}

uses_spot if {
	some launch in scaling.launches_of_group[input.id]
	object.get(launch.says, ["instance_market_type"], null) == "spot"
}

uses_spot if {
	price := object.get(data.snapshot, ["aws.autoscaling.launch_configuration", configuration, "attributes", "spot_price"], null)
	is_string(price)
	price != ""
}
