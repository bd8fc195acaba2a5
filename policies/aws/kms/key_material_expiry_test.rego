package aws.kms.key_material_expiry_test

import data.aws.kms.key_material_expiry

deny(moment) := found if {
	found := key_material_expiry.deny with input as {"attributes": {"valid_to": moment}}
		with data.spec as {"kms": {"material_min_days": 30}}
		with data.now as "2026-11-23T10:00:00Z"
}

failure(actual) := {{"path": "valid_to", "actual": actual, "expected": "30 days or more from now"}}

test_material_with_time_left_passes if {
	deny(null) == set()
	deny("2026-12-23T10:00:00Z") == set()
}

test_material_that_ends_soon_fails if {
	deny("2026-12-23T09:59:59Z") == failure("2026-12-23T09:59:59Z")
	deny("2026-01-01T00:00:00Z") == failure("2026-01-01T00:00:00Z")
}

test_other_text_is_unread if deny("soon") == {{"path": "valid_to", "unread": "the answer does not tell when the material expires"}}
