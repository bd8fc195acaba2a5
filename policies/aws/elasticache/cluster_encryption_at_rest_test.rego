package aws.elasticache.cluster_encryption_at_rest_test

import data.aws.elasticache.cluster_encryption_at_rest

deny(attributes) := found if {
	found := cluster_encryption_at_rest.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "at_rest_encryption_enabled", "actual": actual, "expected": true}}

test_encrypted_passes if deny({"engine": "redis", "at_rest_encryption_enabled": true}) == set()

test_plain_fails if {
	deny({"engine": "redis", "at_rest_encryption_enabled": false}) == failure(false)
	deny({"engine": "valkey", "replication_group_id": null, "at_rest_encryption_enabled": null}) == failure(null)
	deny({"engine": "redis", "replication_group_id": ""}) == failure(null)
}

test_memcached_stores_nothing if deny({"engine": "Memcached", "at_rest_encryption_enabled": false}) == set()

test_members_are_judged_by_their_group if deny({"engine": "redis", "replication_group_id": "g", "at_rest_encryption_enabled": false}) == set()
