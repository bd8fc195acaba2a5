package aws.cloudtrail.account_trail_to_log_group_test

import data.aws.cloudtrail.account_trail_to_log_group as policy

group := "arn:aws:logs:us-east-1:111122223333:log-group:trail:*"

trail(changes) := {"attributes": object.union(
	{
		"enable_logging": true,
		"is_multi_region_trail": true,
		"home_region": "us-east-1",
		"cloud_watch_logs_group_arn": group,
		"event_selector": [{"read_write_type": "All", "include_management_events": true, "exclude_management_event_sources": [], "data_resource": []}],
		"advanced_event_selector": [],
	},
	changes,
)}

judge(held) := found if {
	found := policy.deny with input as {"attributes": {"enabled_regions": ["us-east-1"]}}
		with data.snapshot as {"aws.cloudtrail.trail": held}
		with data.spec as {"cloudtrail": {"require_multi_region": true, "excludable_event_sources": []}}
}

failure(by, reason) := {
	"path": "account_id",
	"actual": sprintf("sent by %v", [by]),
	"expected": "a trail that records management events sends them to a log group",
	"because": reason,
}

test_events_in_a_group_pass if judge({"t": trail({})}) == set()

test_no_group_fails if {
	judge({"t": trail({"cloud_watch_logs_group_arn": null})}) == {failure([], "trail t does not send all of them to a log group")}
}

test_trails_that_do_not_count_fail if {
	judge({}) == {failure([], "no trail is there")}
	judge({"t": trail({"enable_logging": false})}) == {failure([], "trail t does not log")}
	judge({"t": trail({"is_multi_region_trail": false})}) == {failure(["t"], "trail t covers its own region only")}
}

test_other_events_do_not_count if {
	count(judge({"t": trail({"event_selector": [{"read_write_type": "WriteOnly", "include_management_events": true}]})})) == 1
	count(judge({"t": trail({"event_selector": []})})) == 1
}
