package aws.iam.server_certificate_expired_test

import data.aws.iam.server_certificate_expired

deny(moment) := found if {
	found := server_certificate_expired.deny with input as {"attributes": {"expiration": moment}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(actual) := {{"path": "expiration", "actual": actual, "expected": "later than now, or the certificate is gone"}}

test_valid_certificates_pass if deny("2026-11-23T10:00:01Z") == set()

test_expired_certificates_fail if {
	deny("2026-11-23T10:00:00Z") == failure("2026-11-23T10:00:00Z")
	deny("2020-01-01T00:00:00Z") == failure("2020-01-01T00:00:00Z")
}

test_without_a_date_nothing_is_claimed if {
	deny(null) == {{"path": "expiration", "unread": "the answer does not tell when the certificate expires"}}
}
