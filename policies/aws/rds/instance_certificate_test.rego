package aws.rds.instance_certificate_test

import data.aws.rds.instance_certificate

spec := {"rds": {"min_certificate_days": 90, "retired_authorities": ["rds-ca-2019"]}}

deny(attributes) := found if {
	found := instance_certificate.deny with input as {"attributes": object.union({"engine": "postgres"}, attributes)}
		with data.spec as spec
		with data.now as "2026-01-01T00:00:00Z"
}

failure(actual) := {{"path": "ca_certificate_valid_till", "actual": actual, "expected": "90 days from now or later"}}

test_time_left_passes if {
	deny({"ca_cert_identifier": "rds-ca-rsa2048-g1", "ca_certificate_valid_till": "2061-05-20T00:00:00Z"}) == set()
	deny({"ca_certificate_valid_till": "2026-04-01T00:00:00Z"}) == set()
}

test_short_time_fails if deny({"ca_certificate_valid_till": "2026-03-31T00:00:00Z"}) == failure("2026-03-31T00:00:00Z")

test_expired_fails if deny({"ca_certificate_valid_till": "2025-01-01T00:00:00Z"}) == failure("2025-01-01T00:00:00Z")

test_retired_authority_fails if {
	deny({"ca_cert_identifier": "rds-ca-2019", "ca_certificate_valid_till": "2061-05-20T00:00:00Z"}) == {{"path": "ca_cert_identifier", "actual": "rds-ca-2019", "expected": "an authority that is still valid"}}
}

test_unknown_end_is_unread if {
	expected := {{"path": "ca_certificate_valid_till", "unread": "when the certificate expires is not told"}}
	deny({"ca_certificate_valid_till": null}) == expected
	deny({"ca_certificate_valid_till": "soon"}) == expected
	deny({}) == expected
}

test_what_it_does_not_apply_to if {
	deny({"engine": "custom-oracle-ee", "ca_certificate_valid_till": null}) == set()
}
