package aws.elasticache.cluster_parameter_group_test

import data.aws.elasticache.cluster_parameter_group

deny(attributes) := found if {
	found := cluster_parameter_group.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "parameter_group_name", "actual": actual, "expected": "a group of its own"}}

test_own_group_passes if deny({"parameter_group_name": "stellarrec-redis"}) == set()

test_default_group_fails if {
	deny({"parameter_group_name": "default.redis7"}) == failure("default.redis7")
	deny({"parameter_group_name": "Default.redis7.cluster.on"}) == failure("Default.redis7.cluster.on")
	deny({"parameter_group_name": null}) == failure(null)
	deny({"parameter_group_name": ""}) == failure("")
	deny({}) == failure(null)
}

test_members_are_judged_by_their_group if deny({"engine": "redis", "replication_group_id": "g", "parameter_group_name": "default.redis7"}) == set()
