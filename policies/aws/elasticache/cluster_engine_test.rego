package aws.elasticache.cluster_engine_test

import data.aws.elasticache.cluster_engine

spec := {"elasticache": {"engines": [{"engine": "redis", "min_version": "7.0", "before_version": "8"}]}}

deny(attributes) := found if {
	found := cluster_engine.deny with input as {"id": "cache", "attributes": attributes} with data.spec as spec
}

old(actual) := {{"path": "engine_version", "actual": actual, "expected": "7.0 or later, before 8"}}

test_agreed_versions_pass if {
	deny({"engine": "redis", "engine_version": "7.0.7"}) == set()
	deny({"engine": "Redis", "engine_version": "7.1"}) == set()
}

test_other_versions_fail if {
	deny({"engine": "redis", "engine_version": "6.2.6"}) == old("6.2.6")
	deny({"engine": "redis", "engine_version": "5.0.6"}) == old("5.0.6")
	deny({"engine": "redis", "engine_version": "8.0"}) == old("8.0")
	deny({"engine": "redis", "engine_version": "7"}) == old("7")
	deny({"engine": "redis", "engine_version": null}) == old(null)
}

test_other_engines_fail if {
	deny({"engine": "valkey", "engine_version": "7.2"}) == {{"path": "engine", "actual": "valkey", "expected": "redis"}}
	deny({"engine": null}) == {{"path": "engine", "actual": "", "expected": "redis"}}
}

test_no_list_allows_all if {
	found := cluster_engine.deny with input as {"attributes": {"engine": "valkey"}} with data.spec as {"elasticache": {"engines": []}}
	found == set()
}

test_members_are_judged_by_their_group if deny({"engine": "redis", "replication_group_id": "g", "engine_version": "5.0"}) == set()
