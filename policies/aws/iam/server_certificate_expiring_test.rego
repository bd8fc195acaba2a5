package aws.iam.server_certificate_expiring_test

import data.aws.iam.server_certificate_expiring

deny(moment) := found if {
	found := server_certificate_expiring.deny with input as {"attributes": {"expiration": moment}}
		with data.spec as {"iam": {"credentials": {"server_certificate_min_days": 30}}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(actual) := {{"path": "expiration", "actual": actual, "expected": "30 days or more from now"}}

test_certificates_with_time_left_pass if deny("2026-12-23T10:00:00Z") == set()

test_certificates_that_end_soon_fail if {
	deny("2026-12-23T09:59:59Z") == failure("2026-12-23T09:59:59Z")
	deny("2026-11-23T10:00:01Z") == failure("2026-11-23T10:00:01Z")
}

test_expired_certificates_are_judged_apart if deny("2026-11-23T10:00:00Z") == set()

test_without_a_date_nothing_is_claimed if {
	deny(null) == {{"path": "expiration", "unread": "the answer does not tell when the certificate expires"}}
}
