package aws.iam.saml_provider_expiry_test

import data.aws.iam.saml_provider_expiry

deny(moment) := found if {
	found := saml_provider_expiry.deny with input as {"attributes": {"valid_until": moment}}
		with data.spec as {"iam": {"credentials": {"saml_provider_min_days": 30}}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(actual) := {{"path": "valid_until", "actual": actual, "expected": "30 days or more from now"}}

test_providers_with_time_left_pass if {
	deny("2026-12-23T10:00:00Z") == set()
	deny("2226-12-23T10:00:00Z") == set()
	deny(null) == set()
}

test_providers_that_end_soon_fail if {
	deny("2026-12-23T09:59:59Z") == failure("2026-12-23T09:59:59Z")
	deny("2020-01-01T00:00:00Z") == failure("2020-01-01T00:00:00Z")
}

test_other_text_is_unread if {
	deny("soon") == {{"path": "valid_until", "unread": "the answer does not tell until when the metadata holds"}}
}
