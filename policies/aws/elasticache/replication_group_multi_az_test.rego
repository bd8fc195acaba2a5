package aws.elasticache.replication_group_multi_az_test

import data.aws.elasticache.replication_group_multi_az

deny(attributes) := found if {
	found := replication_group_multi_az.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "multi_az_enabled", "actual": actual, "expected": true}}

test_on_passes if deny({"multi_az_enabled": true}) == set()

test_off_fails if {
	deny({"multi_az_enabled": false}) == failure(false)
	deny({"multi_az_enabled": null}) == failure(null)
	deny({"multi_az_enabled": "true"}) == failure("true")
	deny({}) == failure(null)
}
