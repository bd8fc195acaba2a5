# METADATA
# title: Auto scaling groups have several instance types to choose from
# description: >-
#   An instance type can be sold out in a zone for hours, most of all when another zone has failed and
#   everybody looks for machines. A group that knows no other type can't grow then.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
# custom:
#   id: aws-autoscaling-group-multiple-instance-types
#   severity: low
#   kinds: [aws.autoscaling.group]
#   aliases: [autoscaling_group_multiple_instance_types]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["AutoScaling.6"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.autoscaling.group_multiple_instance_types

import data.lib.finding
import data.lib.list

deny contains finding.new("mixed_instances_policy.launch_template.override", types, sprintf("at least %v instance types", [wanted])) if {
	object.get(input.attributes, ["status"], null) == null
	wanted > 1
	count(types) < wanted
	not by_requirements
	not untold
}

deny contains finding.unread("mixed_instances_policy.launch_template.override", "a choice of the group takes its instance type from a launch template") if {
	object.get(input.attributes, ["status"], null) == null
	wanted > 1
	count(types) < wanted
	not by_requirements
	untold
}

wanted := data.spec.autoscaling.min_instance_types

choices := list.of(object.get(input.attributes, ["mixed_instances_policy", "launch_template", "override"], null))

types := {instance_type |
	some choice in choices
	instance_type := object.get(choice, ["instance_type"], null)
	is_string(instance_type)
}

# Requirements stand for all types that meet them.
by_requirements if {
	some choice in choices
	object.get(choice, ["instance_requirements"], null) == true
}

untold if {
	some choice in choices
	object.get(choice, ["instance_type"], null) == null
}
