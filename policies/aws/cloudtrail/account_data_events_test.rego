package aws.cloudtrail.account_data_events_test

import data.aws.cloudtrail.account_data_events as policy

trail(read_write_type, values) := {"attributes": {
	"enable_logging": true,
	"is_multi_region_trail": true,
	"home_region": "us-east-1",
	"event_selector": [{"read_write_type": read_write_type, "include_management_events": true, "data_resource": [{"type": "AWS::S3::Object", "values": values}]}],
	"advanced_event_selector": [],
}}

spec(entries) := {"cloudtrail": {"require_multi_region": true, "excludable_event_sources": [], "data_events": entries}}

objects := [{"type": "AWS::S3::Object", "directions": ["read", "write"]}]

judge(held, entries) := found if {
	found := policy.deny with input as {"attributes": {"enabled_regions": ["us-east-1"]}}
		with data.snapshot as {"aws.cloudtrail.trail": held}
		with data.spec as spec(entries)
}

test_all_buckets_pass if {
	judge({"t": trail("All", ["arn:aws:s3"])}, objects) == set()
	judge({"t": trail("ReadOnly", ["arn:aws:s3"]), "u": trail("WriteOnly", ["arn:aws:s3:::"])}, objects) == set()
}

test_nothing_demanded_passes if judge({}, []) == set()

test_one_direction_is_missing if {
	judge({"t": trail("WriteOnly", ["arn:aws:s3"])}, objects) == {{
		"path": "account_id",
		"actual": "recorded in full by []",
		"expected": "every event of AWS::S3::Object that reads is recorded",
		"because": "no selector of a trail that counts takes all of them",
	}}
}

test_single_buckets_fail if {
	count(judge({"t": trail("All", ["arn:aws:s3:::app/"])}, objects)) == 2
	count(judge({"t": trail("All", [])}, objects)) == 2
}

test_another_type_fails if {
	count(judge({"t": trail("All", ["arn:aws:s3"])}, [{"type": "AWS::Lambda::Function", "directions": ["write"]}])) == 1
}
