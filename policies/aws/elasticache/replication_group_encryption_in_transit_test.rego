package aws.elasticache.replication_group_encryption_in_transit_test

import data.aws.elasticache.replication_group_encryption_in_transit

deny(attributes) := found if {
	found := replication_group_encryption_in_transit.deny with input as {"attributes": attributes}
}

off(actual) := {"path": "transit_encryption_enabled", "actual": actual, "expected": true}

preferred := {"path": "transit_encryption_mode", "actual": "preferred", "expected": "required"}

test_required_passes if deny({"transit_encryption_enabled": true, "transit_encryption_mode": "required"}) == set()

test_engines_without_modes_pass if {
	deny({"transit_encryption_enabled": true, "transit_encryption_mode": null}) == set()
	deny({"transit_encryption_enabled": true}) == set()
}

test_off_fails if deny({"transit_encryption_enabled": false, "transit_encryption_mode": null}) == {off(false)}

test_unset_fails if {
	deny({"transit_encryption_enabled": null}) == {off(null)}
	deny({}) == {off(null)}
}

test_preferred_fails if {
	deny({"transit_encryption_enabled": true, "transit_encryption_mode": "preferred"}) == {preferred}
}

test_off_and_preferred_fail_twice if {
	deny({"transit_encryption_enabled": false, "transit_encryption_mode": "preferred"}) == {off(false), preferred}
}

test_text_is_not_true if deny({"transit_encryption_enabled": "true"}) == {off("true")}
