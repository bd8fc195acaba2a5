package aws.elasticache.cluster_snapshot_retention_test

import data.aws.elasticache.cluster_snapshot_retention

spec := {"elasticache": {"min_snapshot_retention_days": 5}}

deny(attributes) := found if {
	found := cluster_snapshot_retention.deny with input as {"id": "cache", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "snapshot_retention_limit", "actual": actual, "expected": 5}}

test_enough_passes if deny({"engine": "redis", "snapshot_retention_limit": 5}) == set()

test_less_fails if {
	deny({"engine": "redis", "snapshot_retention_limit": 4}) == failure(4)
	deny({"engine": "valkey", "snapshot_retention_limit": 0}) == failure(0)
	deny({"engine": "redis", "snapshot_retention_limit": null}) == failure(null)
	deny({"engine": "redis", "snapshot_retention_limit": "5"}) == failure("5")
}

test_memcached_has_no_snapshots if deny({"engine": "memcached", "snapshot_retention_limit": 0}) == set()

test_members_are_judged_by_their_group if deny({"engine": "redis", "replication_group_id": "g", "snapshot_retention_limit": 0}) == set()
