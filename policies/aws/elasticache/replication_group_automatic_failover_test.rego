package aws.elasticache.replication_group_automatic_failover_test

import data.aws.elasticache.replication_group_automatic_failover

deny(attributes) := found if {
	found := replication_group_automatic_failover.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "automatic_failover_enabled", "actual": actual, "expected": true}}

test_on_passes if deny({"automatic_failover_enabled": true}) == set()

test_off_fails if {
	deny({"automatic_failover_enabled": false}) == failure(false)
	deny({"automatic_failover_enabled": null}) == failure(null)
	deny({"automatic_failover_enabled": "true"}) == failure("true")
	deny({}) == failure(null)
}
