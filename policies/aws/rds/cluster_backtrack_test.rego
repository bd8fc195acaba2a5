package aws.rds.cluster_backtrack_test

import data.aws.rds.cluster_backtrack

spec := {"rds": {"min_backtrack_hours": 24}}

deny(attributes) := found if {
	found := cluster_backtrack.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "backtrack_window", "actual": actual, "expected": 86400}}

test_long_enough_passes if {
	deny({"engine": "aurora-mysql", "backtrack_window": 86400}) == set()
	deny({"engine": "aurora", "engine_mode": "provisioned", "backtrack_window": 259200}) == set()
}

test_short_fails if {
	deny({"engine": "aurora-mysql", "backtrack_window": 3600}) == failure(3600)
	deny({"engine": "aurora-mysql", "backtrack_window": 0}) == failure(0)
	deny({"engine": "aurora-mysql", "backtrack_window": null}) == failure(null)
}

test_clusters_that_have_none_pass if {
	deny({"engine": "aurora-postgresql", "backtrack_window": null}) == set()
	deny({"engine": "mysql", "backtrack_window": null}) == set()
	deny({"engine": "aurora-mysql", "engine_mode": "serverless", "backtrack_window": 0}) == set()
	deny({"engine": "aurora-mysql", "global_cluster_identifier": "g", "backtrack_window": 0}) == set()
}

test_not_asked_for if {
	found := cluster_backtrack.deny with input as {"attributes": {"engine": "aurora-mysql"}} with data.spec as {"rds": {"min_backtrack_hours": null}}
	found == set()
}
