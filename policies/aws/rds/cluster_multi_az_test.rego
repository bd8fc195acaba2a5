package aws.rds.cluster_multi_az_test

import data.aws.rds.cluster_multi_az

deny(attributes) := found if {
	found := cluster_multi_az.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "multi_az", "actual": actual, "expected": true}}

test_spread_passes if deny({"engine": "aurora-mysql", "multi_az": true}) == set()

test_single_zone_fails if {
	deny({"engine": "aurora-mysql", "engine_mode": "provisioned", "multi_az": false}) == failure(false)
	deny({"engine": "docdb", "multi_az": false}) == failure(false)
	deny({"multi_az": null}) == failure(null)
	deny({}) == failure(null)
}

test_serverless_v1_moves_by_itself if deny({"engine": "aurora-mysql", "engine_mode": "serverless", "multi_az": false}) == set()
