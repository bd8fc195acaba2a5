package aws.cloudtrail.trail_log_group_delivery_test

import data.aws.cloudtrail.trail_log_group_delivery as policy

group := "arn:aws:logs:us-east-1:111122223333:log-group:trail:*"

judge(attributes) := found if {
	found := policy.deny with input as {"attributes": attributes}
		with data.spec as {"cloudtrail": {"max_delivery_hours": 24}}
		with data.now as "2026-03-10T12:00:00Z"
}

late(actual) := {"path": "latest_cloud_watch_logs_delivery_time", "actual": actual, "expected": "at most 24 hours before the facts were collected"}

test_recent_delivery_passes if {
	judge({"cloud_watch_logs_group_arn": group, "latest_cloud_watch_logs_delivery_time": "2026-03-09T12:00:00Z"}) == set()
	judge({"cloud_watch_logs_group_arn": group, "latest_cloud_watch_logs_delivery_time": "2026-03-10T11:59:00.5Z"}) == set()
}

test_late_or_no_delivery_fails if {
	judge({"cloud_watch_logs_group_arn": group, "latest_cloud_watch_logs_delivery_time": "2026-03-09T11:00:00Z"}) == {late("2026-03-09T11:00:00Z")}
	judge({"cloud_watch_logs_group_arn": group}) == {late(null)}
	judge({"cloud_watch_logs_group_arn": group, "latest_cloud_watch_logs_delivery_time": "yesterday"}) == {late("yesterday")}
}

test_no_group_fails if {
	expected := {{"path": "cloud_watch_logs_group_arn", "actual": null, "expected": "a log group"}}
	judge({"cloud_watch_logs_group_arn": null}) == expected
	judge({"cloud_watch_logs_group_arn": "", "latest_cloud_watch_logs_delivery_error": "x"}) == expected
}

test_refused_events_fail if {
	judge({
		"cloud_watch_logs_group_arn": group,
		"latest_cloud_watch_logs_delivery_time": "2026-03-10T11:00:00Z",
		"latest_cloud_watch_logs_delivery_error": "AccessDenied",
	}) == {{"path": "latest_cloud_watch_logs_delivery_error", "actual": "AccessDenied", "expected": null}}
}
