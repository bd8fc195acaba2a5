package aws.cloudtrail.trail_metric_alarms_test

import data.aws.cloudtrail.trail_metric_alarms as policy

group := "arn:aws:logs:us-east-1:111122223333:log-group:trail:*"

topic_arn := "arn:aws:sns:us-east-1:111122223333:alerts"

spec := spec_with([{"name": "kms", "source": "kms.amazonaws.com", "events": ["DisableKey", "ScheduleKeyDeletion"]}])

spec_with(entries) := {
	"cloudtrail": {"require_multi_region": true, "excludable_event_sources": []},
	"cloudwatch": {"metric_filters": entries},
}

trail(changes) := {
	"id": "t",
	"scope": {"account": "111122223333", "region": "us-east-1"},
	"attributes": object.union(
		{
			"enable_logging": true,
			"is_multi_region_trail": true,
			"home_region": "us-east-1",
			"cloud_watch_logs_group_arn": group,
			"event_selector": [{"read_write_type": "All", "include_management_events": true, "exclude_management_event_sources": [], "data_resource": []}],
			"advanced_event_selector": [],
		},
		changes,
	),
}

filter(changes) := {"attributes": object.union(
	{
		"log_group_name": "trail",
		"pattern": "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
		"metric_transformation": [{"name": "Keys", "namespace": "Audit", "value": "1"}],
	},
	changes,
)}

alarm(changes) := {"attributes": object.union(
	{"namespace": "Audit", "metric_name": "Keys", "metric_query": [], "actions_enabled": true, "alarm_actions": [topic_arn]},
	changes,
)}

topic(confirmed) := {"id": topic_arn, "attributes": {"arn": topic_arn, "kms_master_key_id": null, "subscriptions_confirmed": confirmed}}

chain := {
	"aws.cloudtrail.trail": {"t": trail({})},
	"aws.logs.metric_filter": {"f": filter({})},
	"aws.cloudwatch.metric_alarm": {"a": alarm({})},
	"aws.sns.topic": {topic_arn: topic(1)},
	"aws.sns.subscription": {},
}

judge(changes) := judge_by(trail({}), object.union(chain, changes), spec)

judge_by(given, snapshot, rules) := found if {
	found := policy.deny with input as given with data.snapshot as snapshot with data.spec as rules
}

failure(reason) := {
	"path": "cloud_watch_logs_group_arn",
	"actual": group,
	"expected": "an alarm for kms",
	"because": reason,
}

test_whole_chain_passes if {
	judge({}) == set()
	judge({"aws.sns.topic": {topic_arn: topic(0)}, "aws.sns.subscription": {"s": {"attributes": {"topic_arn": topic_arn, "protocol": "email", "confirmed": true}}}}) == set()
}

test_two_filters_share_the_events if {
	judge({"aws.logs.metric_filter": {
		"f": filter({"pattern": "{ $.eventName = DisableKey }"}),
		"g": filter({"pattern": "{ $.eventName = \"ScheduleKey*\" }"}),
	}}) == set()
}

test_no_filter_fails if {
	expected := {failure("no metric filter of log group trail matches its events")}
	judge_by(trail({}), object.union(object.remove(chain, ["aws.logs.metric_filter"]), {"aws.logs.metric_filter": {}}), spec) == expected
	judge({"aws.logs.metric_filter": {"f": filter({"log_group_name": "another"})}}) == expected
	judge({"aws.logs.metric_filter": {"f": filter({"pattern": ""})}}) == expected
}

test_a_filter_for_some_events_fails if {
	judge({"aws.logs.metric_filter": {"f": filter({"pattern": "{ $.eventName = DisableKey }"})}}) == {failure("no metric filter of log group trail matches ScheduleKeyDeletion")}
}

test_no_alarm_fails if {
	expected := {failure("no alarm watches what metric filter f counts")}
	judge({"aws.cloudwatch.metric_alarm": {"a": alarm({"metric_name": "Other"})}}) == expected
	judge({"aws.logs.metric_filter": {"f": filter({"metric_transformation": [{"name": "Keys", "namespace": "Audit", "value": "0"}]})}}) == expected
	judge({"aws.logs.metric_filter": {"f": filter({"metric_transformation": null})}}) == expected
}

test_an_idle_alarm_fails if {
	expected := {failure("alarm a acts on no topic, or its actions are switched off")}
	judge({"aws.cloudwatch.metric_alarm": {"a": alarm({"actions_enabled": false})}}) == expected
	judge({"aws.cloudwatch.metric_alarm": {"a": alarm({"alarm_actions": []})}}) == expected
}

test_a_topic_that_nobody_hears_fails if {
	expected := {failure(sprintf("topic %s has no confirmed subscription that hears of alarms", [topic_arn]))}
	judge({"aws.sns.topic": {topic_arn: topic(0)}}) == expected
	deaf := object.union(topic(1), {"attributes": {"kms_master_key_id": "alias/aws/sns"}})
	judge({"aws.sns.topic": {topic_arn: deaf}}) == expected
}

test_a_topic_of_another_account_is_unread if {
	far := "arn:aws:sns:us-east-1:444455556666:alerts"
	judge({"aws.cloudwatch.metric_alarm": {"a": alarm({"alarm_actions": [far]})}}) == {{
		"path": "cloud_watch_logs_group_arn",
		"unread": sprintf("topic %s, which the alarm for kms acts on, is not in the snapshot", [far]),
	}}
	judge({"aws.cloudwatch.metric_alarm": {"a": alarm({"alarm_actions": [far, topic_arn]})}}) == set()
}

test_a_group_of_another_account_is_unread if {
	given := trail({"cloud_watch_logs_group_arn": "arn:aws:logs:us-east-1:444455556666:log-group:all:*", "is_organization_trail": true})
	judge_by(given, object.union(chain, {"aws.cloudtrail.trail": {"t": given}}), spec) == {{
		"path": "cloud_watch_logs_group_arn",
		"unread": "log group arn:aws:logs:us-east-1:444455556666:log-group:all:* belongs to another account or region",
	}}
}

test_an_entry_without_events_fails if {
	judge_by(trail({}), chain, spec_with([{"name": "kms"}])) == {failure("the spec names no events for it")}
}

test_samples_are_shown if {
	found := judge_by(trail({}), chain, spec_with([{"name": "kms", "samples": [{"errorCode": "AccessDenied"}, {"eventName": "DisableKey", "eventSource": "kms.amazonaws.com"}]}]))
	found == {failure("no metric filter of log group trail matches {\"errorCode\":\"AccessDenied\"}")}
}

test_trails_that_could_not_do_it_are_not_judged if {
	every changes in [
		{"cloud_watch_logs_group_arn": null},
		{"enable_logging": false},
		{"is_multi_region_trail": false},
		{"event_selector": []},
	] {
		judge_by(trail(changes), {"aws.cloudtrail.trail": {"t": trail(changes)}, "aws.logs.metric_filter": {}, "aws.sns.topic": {}}, spec) == set()
	}
}

test_trails_of_one_region_where_the_spec_says_so if {
	given := trail({"is_multi_region_trail": false})
	rules := object.union(spec, {"cloudtrail": {"require_multi_region": false}})
	count(judge_by(given, {"aws.cloudtrail.trail": {"t": given}, "aws.logs.metric_filter": {}}, rules)) == 1
}

test_another_trail_of_the_region_may_do_it if {
	other := trail({"cloud_watch_logs_group_arn": "arn:aws:logs:us-east-1:111122223333:log-group:second:*"})
	judge_by(trail({}), object.union(chain, {
		"aws.cloudtrail.trail": {"u": other},
		"aws.logs.metric_filter": {"f": filter({"log_group_name": "second"})},
	}), spec) == set()
}
