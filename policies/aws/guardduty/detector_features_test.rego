package aws.guardduty.detector_features_test

import data.aws.guardduty.detector_features

deny(on, features) := found if {
	found := detector_features.deny with input as {"attributes": {"enable": on, "features": features}}
		with data.spec as {"detection": {"guardduty_features": ["S3_DATA_EVENTS", "RDS_LOGIN_EVENTS"]}}
}

feature(name, status) := {"name": name, "status": status}

failure(name, actual) := {"path": sprintf("features[%s].status", [name]), "actual": actual, "expected": "ENABLED"}

test_watching_all_passes if {
	deny(true, [feature("S3_DATA_EVENTS", "ENABLED"), feature("RDS_LOGIN_EVENTS", "ENABLED"), feature("EKS_AUDIT_LOGS", "DISABLED")]) == set()
}

test_what_is_off_or_unknown_to_it_fails if {
	deny(true, [feature("S3_DATA_EVENTS", "DISABLED")]) == {failure("S3_DATA_EVENTS", "DISABLED"), failure("RDS_LOGIN_EVENTS", null)}
	count(deny(null, null)) == 2
}

test_a_detector_that_is_off_is_judged_elsewhere if deny(false, []) == set()
