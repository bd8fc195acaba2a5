# METADATA
# title: Auto scaling groups start agreed instance types
# description: >-
#   A group multiplies what it starts: an instance type that nobody agreed to costs as much as the group
#   is large, or lacks the memory and processors that the application was tested with.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
# custom:
#   id: aws-autoscaling-group-instance-types
#   severity: low
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-3]
#   remediation: approval
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-6"]}
package aws.autoscaling.group_instance_types

import data.facts.scaling
import data.lib.finding
import data.lib.list
import data.lib.machine

deny contains finding.new("mixed_instances_policy.launch_template.override[].instance_type", instance_type, allowed) if {
	demanded
	some choice in choices
	instance_type := object.get(choice, ["instance_type"], null)
	is_string(instance_type)
	not machine.allowed_type(instance_type)
}

deny contains finding.new("mixed_instances_policy.launch_template.override[].instance_requirements", true, false) if {
	demanded
	some choice in choices
	object.get(choice, ["instance_requirements"], null) == true
}

deny contains finding.because("launch_template.version", launch.version, allowed, reason) if {
	demanded
	template_decides
	some launch in scaling.launches_of_group[input.id]
	instance_type := object.get(launch.says, ["instance_type"], null)
	is_string(instance_type)
	not machine.allowed_type(instance_type)
	reason := sprintf("version %v of launch template %v starts %v", [launch.version, launch.template, instance_type])
}

deny contains finding.because("launch_template.version", launch.version, allowed, reason) if {
	demanded
	template_decides
	some launch in scaling.launches_of_group[input.id]
	object.get(launch.says, ["instance_requirements"], null) == true
	reason := sprintf("version %v of launch template %v leaves the type to requirements", [launch.version, launch.template])
}

deny contains finding.because("launch_configuration", configuration, allowed, reason) if {
	demanded
	held := data.snapshot["aws.autoscaling.launch_configuration"][configuration]
	instance_type := object.get(held, ["attributes", "instance_type"], null)
	not machine.allowed_type(instance_type)
	reason := sprintf("launch configuration %v starts %v", [configuration, instance_type])
}

deny contains finding.unread("launch_template.version", message) if {
	demanded
	template_decides
	some message in scaling.unresolved_launches[input.id]
}

deny contains finding.unread("launch_configuration", message) if {
	demanded
	is_string(configuration)
	not data.snapshot["aws.autoscaling.launch_configuration"][configuration].id
	message := sprintf("launch configuration %v is not in the snapshot", [configuration])
}

demanded if {
	allowed != null
	object.get(input.attributes, ["status"], null) == null
}

allowed := data.spec.ec2.allowed_instance_types

configuration := object.get(input.attributes, ["launch_configuration"], null)

choices := list.of(object.get(input.attributes, ["mixed_instances_policy", "launch_template", "override"], null))

template_decides if count(choices) == 0

template_decides if {
	some choice in choices
	object.get(choice, ["instance_type"], null) == null
	object.get(choice, ["instance_requirements"], null) != true
}
