package aws.autoscaling.group_cpu_scaling_test

import data.aws.autoscaling.group_cpu_scaling

arn := "arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:1:autoScalingGroupName/app:policyName/cpu"

alarm_name := "cpu-high"

snapshot(policy, alarms) := {
	"aws.autoscaling.policy": {arn: {"id": arn, "attributes": object.union({
		"name": "cpu",
		"autoscaling_group_name": "app",
		"enabled": true,
		"alarms": [{"alarm_name": alarm_name, "alarm_arn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:cpu-high"}],
		"scaling_adjustment": null,
		"step_adjustment": [],
		"target_tracking_configuration": null,
	}, policy)}},
	"aws.cloudwatch.metric_alarm": alarms,
}

judge(held) := judge_group({}, held)

judge_group(changes, held) := found if {
	found := group_cpu_scaling.deny with input as {"id": "app", "attributes": object.union({"status": null, "suspended_processes": []}, changes)}
		with data.snapshot as held
		with data.spec as {"autoscaling": {"cpu_scaling": {"required": true, "max_target_percent": 90}}}
}

failure(policies) := {{
	"path": "name",
	"actual": "app",
	"expected": "a scaling policy that is driven by CPUUtilization",
	"because": sprintf("of its %v scaling policies none is on and adds instances when CPU utilization is high", [policies]),
}}

tracking(configuration) := {"policy_type": "TargetTrackingScaling", "target_tracking_configuration": configuration}

predefined(metric, target) := tracking({
	"predefined_metric_specification": {"predefined_metric_type": metric, "resource_label": null},
	"customized_metric_specification": null,
	"target_value": target,
})

customized(metric, target) := tracking({
	"predefined_metric_specification": null,
	"customized_metric_specification": metric,
	"target_value": target,
})

cpu_metric := {
	"namespace": "AWS/EC2",
	"metric_name": "CPUUtilization",
	"statistic": "Average",
	"metric_dimension": [{"name": "AutoScalingGroupName", "value": "app"}],
}

test_tracking_cpu_passes if {
	judge(snapshot(predefined("ASGAverageCPUUtilization", 50), {})) == set()
	judge(snapshot(customized(cpu_metric, 60.5), {})) == set()
}

test_tracking_something_else_fails if {
	judge(snapshot(predefined("ALBRequestCountPerTarget", 50), {})) == failure(1)
	judge(snapshot(customized(object.union(cpu_metric, {"metric_name": "NetworkIn"}), 50), {})) == failure(1)
	judge(snapshot(customized(object.union(cpu_metric, {"namespace": "Mine"}), 50), {})) == failure(1)
	judge(snapshot(customized(object.union(cpu_metric, {"statistic": "SampleCount"}), 50), {})) == failure(1)
	judge(snapshot(customized(object.union(cpu_metric, {"metric_dimension": [{"name": "AutoScalingGroupName", "value": "jobs"}]}), 50), {})) == failure(1)
	judge(snapshot(customized(object.union(cpu_metric, {"metric_dimension": null}), 50), {})) == failure(1)
}

test_target_that_is_never_reached_fails if {
	judge(snapshot(predefined("ASGAverageCPUUtilization", 100), {})) == failure(1)
	judge(snapshot(predefined("ASGAverageCPUUtilization", null), {})) == failure(1)
	judge(snapshot(predefined("ASGAverageCPUUtilization", 0), {})) == failure(1)
}

test_tracking_without_alarms_fails if {
	judge(snapshot(object.union(predefined("ASGAverageCPUUtilization", 50), {"alarms": []}), {})) == failure(1)
}

test_policy_that_is_off_fails if {
	judge(snapshot(object.union(predefined("ASGAverageCPUUtilization", 50), {"enabled": false}), {})) == failure(0)
}

test_no_policies_fail if {
	judge({}) == failure(0)
	judge(snapshot({"autoscaling_group_name": "jobs"}, {})) == failure(0)
}

test_forecasts_do_not_count if judge(snapshot({"policy_type": "PredictiveScaling"}, {})) == failure(1)

step(adjustment) := {"policy_type": "StepScaling", "step_adjustment": [{"scaling_adjustment": adjustment}]}

simple(adjustment) := {"policy_type": "SimpleScaling", "scaling_adjustment": adjustment}

alarm(changes) := {alarm_name: {"id": alarm_name, "attributes": object.union({
	"namespace": "AWS/EC2",
	"metric_name": "CPUUtilization",
	"dimensions": {"AutoScalingGroupName": "app"},
	"statistic": "Average",
	"comparison_operator": "GreaterThanThreshold",
	"threshold": 70,
	"actions_enabled": true,
	"alarm_actions": [arn],
}, changes)}}

test_step_and_simple_scaling_on_cpu_pass if {
	judge(snapshot(step(1), alarm({}))) == set()
	judge(snapshot(simple(2), alarm({"comparison_operator": "GreaterThanOrEqualToThreshold"}))) == set()
}

test_scaling_in_only_fails if {
	judge(snapshot(step(-1), alarm({}))) == failure(1)
	judge(snapshot(simple(-1), alarm({}))) == failure(1)
	judge(snapshot(simple(null), alarm({}))) == failure(1)
}

test_alarms_that_do_not_do_fail if {
	judge(snapshot(step(1), alarm({"actions_enabled": false}))) == failure(1)
	judge(snapshot(step(1), alarm({"alarm_actions": []}))) == failure(1)
	judge(snapshot(step(1), alarm({"alarm_actions": null}))) == failure(1)
	judge(snapshot(step(1), alarm({"comparison_operator": "LessThanThreshold"}))) == failure(1)
	judge(snapshot(step(1), alarm({"threshold": 99}))) == failure(1)
	judge(snapshot(step(1), alarm({"statistic": "SampleCount"}))) == failure(1)
	judge(snapshot(step(1), alarm({"metric_name": "NetworkIn"}))) == failure(1)
	judge(snapshot(step(1), alarm({"namespace": "AWS/RDS"}))) == failure(1)
	judge(snapshot(step(1), {alarm_name: {"id": alarm_name, "attributes": {"namespace": "AWS/EC2", "metric_name": "CPUUtilization", "dimensions": {"AutoScalingGroupName": "jobs"}}}})) == failure(1)
}

unread(message) := {{"path": "name", "unread": message}}

test_what_can_not_be_told if {
	judge(snapshot(step(1), {})) == unread("alarm cpu-high of scaling policy cpu is not in the snapshot")
	judge(snapshot(step(1), alarm({"namespace": null, "metric_name": null}))) == unread("alarm cpu-high of scaling policy cpu watches an expression")
	judge(snapshot(customized({"namespace": null, "metric_name": null}, 50), {})) == unread("scaling policy cpu follows an expression")
}

test_suspended_scaling_fails if {
	judge_group({"suspended_processes": ["AZRebalance", "AlarmNotification", "Launch"]}, snapshot(predefined("ASGAverageCPUUtilization", 50), {})) == {{
		"path": "suspended_processes",
		"actual": ["AlarmNotification", "Launch"],
		"expected": [],
	}}
	judge_group({"suspended_processes": ["AZRebalance"]}, snapshot(predefined("ASGAverageCPUUtilization", 50), {})) == set()
}

test_group_being_deleted_passes if judge_group({"status": "Delete in progress"}, {}) == set()

test_not_demanded_passes if {
	group_cpu_scaling.deny == set() with input as {"id": "app", "attributes": {"status": null}}
		with data.snapshot as {}
		with data.spec as {"autoscaling": {"cpu_scaling": {"required": false, "max_target_percent": 90}}}
}
