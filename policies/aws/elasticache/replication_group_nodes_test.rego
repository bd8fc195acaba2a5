package aws.elasticache.replication_group_nodes_test

import data.aws.elasticache.replication_group_nodes

spec := {"elasticache": {"min_nodes_per_shard": 2}}

deny(attributes) := found if {
	found := replication_group_nodes.deny with input as {"id": "cache", "attributes": attributes} with data.spec as spec
}

failure(actual, expected) := {{"path": "num_cache_clusters", "actual": actual, "expected": expected}}

test_enough_passes if {
	deny({"num_cache_clusters": 2, "num_node_groups": 1}) == set()
	deny({"num_cache_clusters": 6, "num_node_groups": 3}) == set()
	deny({"num_cache_clusters": 2, "num_node_groups": null}) == set()
}

test_less_fails if {
	deny({"num_cache_clusters": 1, "num_node_groups": 1}) == failure(1, 2)
	deny({"num_cache_clusters": null}) == failure(null, 2)
	deny({"num_cache_clusters": "2"}) == failure("2", 2)
}

test_shards_without_replicas_fail if deny({"num_cache_clusters": 3, "num_node_groups": 3}) == failure(3, 6)

test_no_shards_yet_count_as_one if deny({"num_cache_clusters": 0, "num_node_groups": 0}) == failure(0, 2)
