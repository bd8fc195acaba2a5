package aws.elasticache.cluster_encryption_in_transit_test

import data.aws.elasticache.cluster_encryption_in_transit

deny(attributes) := found if {
	found := cluster_encryption_in_transit.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "transit_encryption_enabled", "actual": actual, "expected": true}}

test_encrypted_passes if deny({"engine": "memcached", "transit_encryption_enabled": true}) == set()

test_plain_fails if {
	deny({"engine": "memcached", "transit_encryption_enabled": false}) == failure(false)
	deny({"engine": "redis", "transit_encryption_enabled": null}) == failure(null)
	deny({}) == failure(null)
}

test_members_are_judged_by_their_group if deny({"engine": "redis", "replication_group_id": "g", "transit_encryption_enabled": false}) == set()
