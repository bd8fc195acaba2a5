package aws.cloudwatch.account_required_alarms_test

import data.aws.cloudwatch.account_required_alarms as policy

topic_arn := "arn:aws:sns:us-east-1:111122223333:alerts"

far := "arn:aws:sns:us-east-1:444455556666:alerts"

cpu := {
	"name": "CPU",
	"namespace": "AWS/EC2",
	"metric": "CPUUtilization",
	"dimensions": [{"name": "AutoScalingGroupName", "value": "stellarrec-*"}],
	"direction": "above",
}

alarm(changes) := {"attributes": object.union(
	{
		"alarm_name": "stellarrec-cpu-high",
		"namespace": "AWS/EC2",
		"metric_name": "CPUUtilization",
		"dimensions": {"AutoScalingGroupName": "stellarrec-app"},
		"metric_query": [],
		"comparison_operator": "GreaterThanThreshold",
		"actions_enabled": true,
		"alarm_actions": [topic_arn],
	},
	changes,
)}

subscription(protocol, confirmed) := {"s": {"attributes": {"topic_arn": topic_arn, "protocol": protocol, "confirmed": confirmed}}}

judge(alarms, subscriptions, entries) := found if {
	found := policy.deny with input as {"attributes": {}}
		with data.spec as {"cloudwatch": {"required_alarms": entries}}
		with data.snapshot as {
			"aws.cloudwatch.metric_alarm": alarms,
			"aws.sns.topic": {topic_arn: {"id": topic_arn, "attributes": {"arn": topic_arn, "kms_master_key_id": null}}},
			"aws.sns.subscription": subscriptions,
		}
}

failure(ids, reason) := {
	"path": "account_id",
	"actual": ids,
	"expected": "an alarm for CPU that reaches somebody by e-mail",
	"because": reason,
}

mail := subscription("email", true)

test_alarm_that_reaches_somebody_passes if {
	judge({"a": alarm({})}, mail, [cpu]) == set()
	judge({"a": alarm({}), "b": alarm({"actions_enabled": false})}, mail, [cpu]) == set()
	judge({"a": alarm({"alarm_actions": [far, topic_arn]})}, mail, [cpu]) == set()
	judge({}, {}, []) == set()
}

test_alarm_by_name_passes if {
	judge({"a": alarm({})}, mail, [{"name": "CPU", "alarm": "stellarrec-*-high"}]) == set()
	judge({"a": alarm({})}, mail, [{"name": "CPU", "alarm": "*cpu-low"}]) == {failure([], "no alarm watches this")}
}

test_expressions_are_looked_into if {
	metric := {"namespace": "AWS/EC2", "metric_name": "CPUUtilization", "dimensions": {"AutoScalingGroupName": "stellarrec-app"}}
	given := alarm({"namespace": null, "metric_name": null, "dimensions": {}, "metric_query": [{"id": "e", "metric": null}, {"id": "m", "metric": metric}]})
	judge({"a": given}, mail, [cpu]) == set()
}

test_missing_alarm_fails if {
	expected := {failure([], "no alarm watches this")}
	judge({}, mail, [cpu]) == expected
	judge({"a": alarm({"metric_name": "NetworkIn"})}, mail, [cpu]) == expected
	judge({"a": alarm({"namespace": "AWS/RDS"})}, mail, [cpu]) == expected
	judge({"a": alarm({"dimensions": {"AutoScalingGroupName": "other"}})}, mail, [cpu]) == expected
	judge({"a": object.union(alarm({}), {"attributes": {"dimensions": null}})}, mail, [cpu]) == expected
	judge({"a": alarm({"comparison_operator": "LessThanThreshold"})}, mail, [cpu]) == expected
}

test_idle_alarm_fails if {
	expected := {failure(["a"], "the alarm acts on no topic, or its actions are switched off")}
	judge({"a": alarm({"actions_enabled": false})}, mail, [cpu]) == expected
	judge({"a": alarm({"alarm_actions": []})}, mail, [cpu]) == expected
}

test_topic_that_nobody_reads_fails if {
	expected := {failure(["a"], sprintf("topic %s has no confirmed e-mail subscription that hears of alarms", [topic_arn]))}
	judge({"a": alarm({})}, {}, [cpu]) == expected
	judge({"a": alarm({})}, subscription("email", false), [cpu]) == expected
	judge({"a": alarm({})}, subscription("sqs", true), [cpu]) == expected
}

test_topic_of_another_account_is_unread if {
	judge({"a": alarm({"alarm_actions": [far]})}, mail, [cpu]) == {{
		"path": "account_id",
		"unread": sprintf("topic %s, which the alarm for CPU acts on, is not in the snapshot", [far]),
	}}
}
