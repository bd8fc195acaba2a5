package aws.cloudtrail.account_management_events_test

import data.aws.cloudtrail.account_management_events as policy

trail(read_write_type, changes) := {"attributes": object.union(
	{
		"enable_logging": true,
		"is_multi_region_trail": true,
		"home_region": "us-east-1",
		"event_selector": [{"read_write_type": read_write_type, "include_management_events": true, "exclude_management_event_sources": [], "data_resource": []}],
		"advanced_event_selector": [],
	},
	changes,
)}

judge(held) := found if {
	found := policy.deny with input as {"attributes": {"enabled_regions": ["us-east-1"]}}
		with data.snapshot as {"aws.cloudtrail.trail": held}
		with data.spec as {"cloudtrail": {"require_multi_region": true, "excludable_event_sources": []}}
}

failure(direction, by, reason) := {
	"path": "account_id",
	"actual": sprintf("recorded in full by %v", [by]),
	"expected": sprintf("every management event that %ss is recorded", [direction]),
	"because": reason,
}

test_all_events_pass if {
	judge({"t": trail("All", {})}) == set()
	judge({"t": trail("ReadOnly", {}), "u": trail("WriteOnly", {})}) == set()
}

test_one_direction_is_missing if {
	judge({"t": trail("WriteOnly", {})}) == {failure("read", [], "trail t leaves out events that read")}
	judge({"t": trail("ReadOnly", {})}) == {failure("write", [], "trail t leaves out events that write")}
}

test_trails_that_do_not_count_fail if {
	count(judge({})) == 2
	count(judge({"t": trail("All", {"enable_logging": false})})) == 2
	judge({"t": trail("All", {"is_multi_region_trail": false}), "u": trail("WriteOnly", {})}) == {failure("read", ["t"], "trail t covers its own region only; trail u leaves out events that read")}
}
