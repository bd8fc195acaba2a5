# METADATA
# title: Auto scaling groups scale on CPU utilization
# description: >-
#   A group that nothing scales is as large as somebody once set it: the first rush of visitors, or of
#   an attack, takes the site down while more machines would have been there for the asking.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html
# custom:
#   id: aws-autoscaling-group-cpu-scaling
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-5]
#   remediation: approval
#   frameworks: {iso27001-2022: ["A.8.6"], nist-800-53-r5: ["SC-5(2)"], soc2: ["A1.1"]}
package aws.autoscaling.group_cpu_scaling

import data.facts.scaling
import data.lib.finding
import data.lib.list

deny contains finding.because("name", input.id, "a scaling policy that is driven by CPUUtilization", reason) if {
	demanded
	count(driven_by_cpu) == 0
	count(undecided) == 0
	reason := sprintf("of its %v scaling policies none is on and adds instances when CPU utilization is high", [count(policies)])
}

deny contains finding.unread("name", message) if {
	demanded
	count(driven_by_cpu) == 0
	some message in undecided
}

# No policy does anything while these are suspended.
deny contains finding.new("suspended_processes", suspended, []) if {
	demanded
	suspended := [process |
		some process in list.of(object.get(input.attributes, ["suspended_processes"], null))
		process in {"AlarmNotification", "Launch"}
	]
	count(suspended) > 0
}

demanded if {
	data.spec.autoscaling.cpu_scaling.required
	object.get(input.attributes, ["status"], null) == null
}

limit := data.spec.autoscaling.cpu_scaling.max_target_percent

# The policies of the group that are on.
policies := {id: policy |
	some id in scaling.policies_of_group[input.id]
	policy := data.snapshot["aws.autoscaling.policy"][id].attributes
	object.get(policy, ["enabled"], null) != false
}

driven_by_cpu contains id if {
	some id, policy in policies
	policy.policy_type == "TargetTrackingScaling"
	tracks_cpu(policy.target_tracking_configuration)
	within(policy.target_tracking_configuration.target_value)
	count(list.of(object.get(policy, ["alarms"], null))) > 0
}

driven_by_cpu contains id if {
	some id, policy in policies
	adds_instances(policy)
	some alarm in list.of(object.get(policy, ["alarms"], null))
	watched := data.snapshot["aws.cloudwatch.metric_alarm"][alarm.alarm_name].attributes
	watches_cpu(watched)
	calls(watched, id)
}

undecided contains message if {
	some id, policy in policies
	adds_instances(policy)
	some alarm in list.of(object.get(policy, ["alarms"], null))
	not data.snapshot["aws.cloudwatch.metric_alarm"][alarm.alarm_name].id
	message := sprintf("alarm %v of scaling policy %v is not in the snapshot", [alarm.alarm_name, policy.name])
}

undecided contains message if {
	some id, policy in policies
	adds_instances(policy)
	some alarm in list.of(object.get(policy, ["alarms"], null))
	watched := data.snapshot["aws.cloudwatch.metric_alarm"][alarm.alarm_name].attributes
	object.get(watched, ["metric_name"], null) == null
	calls(watched, id)
	message := sprintf("alarm %v of scaling policy %v watches an expression", [alarm.alarm_name, policy.name])
}

undecided contains message if {
	some policy in policies
	policy.policy_type == "TargetTrackingScaling"
	configuration := policy.target_tracking_configuration
	object.get(configuration, ["predefined_metric_specification"], null) == null
	object.get(configuration, ["customized_metric_specification", "metric_name"], null) == null
	message := sprintf("scaling policy %v follows an expression", [policy.name])
}

tracks_cpu(configuration) if {
	object.get(configuration, ["predefined_metric_specification", "predefined_metric_type"], null) == "ASGAverageCPUUtilization"
}

tracks_cpu(configuration) if {
	metric := object.get(configuration, ["customized_metric_specification"], null)
	is_object(metric)
	object.get(metric, ["namespace"], null) == "AWS/EC2"
	object.get(metric, ["metric_name"], null) == "CPUUtilization"
	object.get(metric, ["statistic"], null) in {"Average", "Maximum", "Minimum"}
	dimensions := {{"name": dimension.name, "value": dimension.value} |
		some dimension in list.of(object.get(metric, ["metric_dimension"], null))
	}
	dimensions == {{"name": "AutoScalingGroupName", "value": input.id}}
}

# A target that is never reached never adds an instance.
within(value) if {
	is_number(value)
	value > 0
	value <= limit
}

adds_instances(policy) if {
	policy.policy_type == "SimpleScaling"
	object.get(policy, ["scaling_adjustment"], null) > 0
}

adds_instances(policy) if {
	policy.policy_type == "StepScaling"
	some step in list.of(object.get(policy, ["step_adjustment"], null))
	object.get(step, ["scaling_adjustment"], null) > 0
}

watches_cpu(alarm) if {
	object.get(alarm, ["namespace"], null) == "AWS/EC2"
	object.get(alarm, ["metric_name"], null) == "CPUUtilization"
	object.get(alarm, ["dimensions"], null) == {"AutoScalingGroupName": input.id}
	object.get(alarm, ["comparison_operator"], null) in {"GreaterThanThreshold", "GreaterThanOrEqualToThreshold"}
	not object.get(alarm, ["statistic"], null) in {"Sum", "SampleCount"}
	within(object.get(alarm, ["threshold"], null))
}

calls(alarm, policy_id) if {
	object.get(alarm, ["actions_enabled"], null) == true
	policy_id in list.of(object.get(alarm, ["alarm_actions"], null))
}
