package aws.config.recorder_enabled_test

import data.aws.config.recorder_enabled

deny(recorders, channels, ignored) := found if {
	found := recorder_enabled.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {"aws.config.configuration_recorder": recorders, "aws.config.delivery_channel": channels}
		with data.spec as {"detection": {"ignored_regions": ignored}}
}

recorder(recording, status) := {"default": {"attributes": {"recording": recording, "last_status": status}}}

channel(bucket) := {"default": {"attributes": {"s3_bucket_name": bucket}}}

no_recorder := {
	"path": "tags",
	"actual": null,
	"expected": "a recorder that runs",
	"because": "region eu-west-1 -> no recorder of Config runs without failure",
}

no_channel := {
	"path": "tags",
	"actual": null,
	"expected": "a delivery channel to a bucket",
	"because": "region eu-west-1 -> no delivery channel of Config leads to a bucket",
}

test_a_running_recorder_passes if {
	deny(recorder(true, "SUCCESS"), channel("logs"), []) == set()
	deny(recorder(true, null), channel("logs"), []) == set()
}

test_what_does_not_record_fails if {
	deny({}, channel("logs"), []) == {no_recorder}
	deny(recorder(false, "SUCCESS"), channel("logs"), []) == {no_recorder}
	deny(recorder(null, null), channel("logs"), []) == {no_recorder}
	deny(recorder(true, "FAILURE"), channel("logs"), []) == {no_recorder}
}

test_what_does_not_deliver_fails if {
	deny(recorder(true, "SUCCESS"), {}, []) == {no_channel}
	deny(recorder(true, "SUCCESS"), channel(null), []) == {no_channel}
}

test_a_region_of_which_nothing_was_found_fails if {
	found := recorder_enabled.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {}
		with data.spec as {"detection": {"ignored_regions": []}}
	count(found) == 2
}

test_ignored_regions_pass if deny({}, {}, ["eu-west-1"]) == set()
