package aws.cloudtrail.trail_logging_test

import data.aws.cloudtrail.trail_logging as policy

judge(attributes) := found if {
	found := policy.deny with input as {"attributes": attributes}
}

test_on_passes if judge({"enable_logging": true}) == set()

test_off_fails if {
	judge({"enable_logging": false}) == {{"path": "enable_logging", "actual": false, "expected": true}}
	judge({"enable_logging": null}) == {{"path": "enable_logging", "actual": null, "expected": true}}
	judge({"enable_logging": "true"}) == {{"path": "enable_logging", "actual": "true", "expected": true}}
}

test_refused_log_files_fail if {
	judge({"enable_logging": true, "latest_delivery_error": "AccessDenied"}) == {{"path": "latest_delivery_error", "actual": "AccessDenied", "expected": null}}
	judge({"enable_logging": true, "latest_delivery_error": null}) == set()
}
