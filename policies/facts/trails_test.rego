package facts.trails_test

import data.facts.trails
import data.lib.trail

spec(multi) := {"cloudtrail": {"require_multi_region": multi, "excludable_event_sources": ["rdsdata.amazonaws.com"]}}

trail(changes) := {"attributes": object.union(
	{"enable_logging": true, "is_multi_region_trail": true, "event_selector": [], "advanced_event_selector": []},
	changes,
)}

held(changes) := {"aws.cloudtrail.trail": {"t": trail(changes)}}

classic(changes) := {"event_selector": [object.union(
	{"read_write_type": "All", "include_management_events": true, "exclude_management_event_sources": [], "data_resource": []},
	changes,
)]}

field(name, conditions) := object.union(
	{"field": name, "equals": [], "not_equals": [], "starts_with": [], "not_starts_with": [], "ends_with": [], "not_ends_with": []},
	conditions,
)

advanced(fields) := {"advanced_event_selector": [{"name": null, "field_selector": fields}]}

management(changes) := found if {
	found := trails.management with data.snapshot as held(changes) with data.spec as spec(true)
}

data_events(changes) := found if {
	found := trails.data_events with data.snapshot as held(changes) with data.spec as spec(true)
}

both := {["t", "read"], ["t", "write"]}

objects := {["t", "AWS::S3::Object", "read"], ["t", "AWS::S3::Object", "write"]}

covered(changes, multi, regions) if {
	found := trail.covered({"t"}, regions) with data.snapshot as held(changes) with data.spec as spec(multi)
	found
}

shortcomings(snapshot) := found if {
	found := trails.shortcomings with data.snapshot as snapshot
}

bucket_unread(snapshot) := found if {
	found := trails.bucket_unread with data.snapshot as snapshot
}

test_only_trails_that_log_everywhere_cover if {
	covered({}, true, [])
	not covered({"enable_logging": false}, true, ["us-east-1"])
	not covered({"enable_logging": null}, true, ["us-east-1"])
	not covered({"is_multi_region_trail": false, "home_region": "us-east-1"}, true, ["us-east-1"])
}

test_trails_of_one_region_cover_it_where_the_spec_says_so if {
	regional := {"is_multi_region_trail": false, "home_region": "us-east-1"}
	covered(regional, false, ["us-east-1"])
	not covered(regional, false, ["us-east-1", "eu-west-1"])
	not covered(regional, false, [])
	not covered(object.union(regional, {"enable_logging": false}), false, ["us-east-1"])
	covered({}, false, ["eu-west-1"])
}

test_shortcomings if {
	shortcomings({"aws.cloudtrail.trail": {}}) == {"no trail is there"}
	shortcomings(held({})) == set()
	shortcomings(held({"enable_logging": false})) == {"trail t does not log"}
	shortcomings(held({"is_multi_region_trail": false})) == {"trail t covers its own region only"}
}

test_buckets_that_are_not_held if {
	bucket := {"aws.s3.bucket": {"logs": {"id": "logs"}}}
	bucket_unread(object.union(held({"s3_bucket_name": "logs"}), bucket)) == {}
	bucket_unread(object.union(held({"s3_bucket_name": "other"}), bucket)) == {"t": "bucket other is not among those of this account in the region"}
	bucket_unread(held({"s3_bucket_name": "logs"})) == {"t": "bucket logs is not among those of this account in the region"}
	bucket_unread(object.union(held({"s3_bucket_name": null}), bucket)) == {"t": "bucket null is not among those of this account in the region"}
}

test_classic_management_events if {
	management(classic({})) == both
	management(classic({"read_write_type": "ReadOnly"})) == {["t", "read"]}
	management(classic({"read_write_type": "WriteOnly"})) == {["t", "write"]}
	management(classic({"include_management_events": false})) == set()
	management(classic({"exclude_management_event_sources": ["kms.amazonaws.com"]})) == set()
	management(classic({"exclude_management_event_sources": ["rdsdata.amazonaws.com"]})) == both
	management({}) == set()
	management({"event_selector": null, "advanced_event_selector": null}) == set()
}

test_advanced_management_events if {
	category := field("eventCategory", {"equals": ["Management"]})
	management(advanced([category])) == both
	management(advanced([category, field("readOnly", {"equals": ["true"]})])) == {["t", "read"]}
	management(advanced([category, field("readOnly", {"equals": ["false"]})])) == {["t", "write"]}
	management(advanced([category, field("eventSource", {"not_equals": ["rdsdata.amazonaws.com"]})])) == both
	management(advanced([category, field("eventSource", {"not_equals": ["kms.amazonaws.com"]})])) == set()
	management(advanced([category, field("eventSource", {"equals": ["kms.amazonaws.com"]})])) == set()
	management(advanced([category, field("userIdentity.arn", {"not_starts_with": ["arn:aws:iam::111122223333:role/x"]})])) == set()
	management(advanced([category, field("readOnly", {"not_equals": ["true"]})])) == set()
	management(advanced([field("eventCategory", {"equals": ["Data"]})])) == set()
}

test_classic_data_events if {
	data_events(classic({"data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]})) == objects
	data_events(classic({"data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws-cn:s3:::"]}]})) == objects
	data_events(classic({"data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3:::one-bucket/"]}]})) == set()
	data_events(classic({"data_resource": [{"type": "AWS::S3::Object", "values": null}]})) == set()
	data_events(classic({"read_write_type": "WriteOnly", "data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]})) == {["t", "AWS::S3::Object", "write"]}
}

test_advanced_data_events if {
	category := field("eventCategory", {"equals": ["Data"]})
	type := field("resources.type", {"equals": ["AWS::S3::Object"]})
	data_events(advanced([category, type])) == objects
	data_events(advanced([category, type, field("readOnly", {"equals": ["false"]})])) == {["t", "AWS::S3::Object", "write"]}
	data_events(advanced([category, type, field("resources.ARN", {"starts_with": ["arn:aws:s3:::"]})])) == objects
	data_events(advanced([category, type, field("resources.ARN", {"starts_with": ["arn:aws:s3:::one-bucket/"]})])) == set()
	data_events(advanced([category, type, field("resources.ARN", {"starts_with": ["arn:aws:s3:::"], "not_starts_with": ["arn:aws:s3:::x/"]})])) == set()
	data_events(advanced([category, type, field("eventName", {"equals": ["DeleteObject"]})])) == set()
	data_events(advanced([field("eventCategory", {"equals": ["NetworkActivity"]}), type])) == set()
}
