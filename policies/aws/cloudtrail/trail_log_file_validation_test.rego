package aws.cloudtrail.trail_log_file_validation_test

import data.aws.cloudtrail.trail_log_file_validation as policy

judge(attributes) := found if {
	found := policy.deny with input as {"attributes": attributes}
}

test_on_passes if judge({"enable_log_file_validation": true}) == set()

test_off_fails if {
	judge({"enable_log_file_validation": false}) == {{"path": "enable_log_file_validation", "actual": false, "expected": true}}
	judge({"enable_log_file_validation": null}) == {{"path": "enable_log_file_validation", "actual": null, "expected": true}}
	judge({"enable_log_file_validation": "true"}) == {{"path": "enable_log_file_validation", "actual": "true", "expected": true}}
}
