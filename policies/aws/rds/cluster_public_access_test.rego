package aws.rds.cluster_public_access_test

import data.aws.rds.cluster_public_access

deny(attributes) := found if {
	found := cluster_public_access.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "publicly_accessible", "actual": actual, "expected": false}}

test_private_passes if deny({"engine": "postgres", "publicly_accessible": false}) == set()

test_public_fails if {
	deny({"engine": "postgres", "publicly_accessible": true}) == failure(true)
	deny({"engine": "aurora-mysql", "publicly_accessible": true}) == failure(true)
	deny({"engine": "postgres", "publicly_accessible": "false"}) == failure("false")
}

test_unset_fails_unless_it_is_aurora if {
	deny({"engine": "mysql", "publicly_accessible": null}) == failure(null)
	deny({"engine": "mysql"}) == failure(null)
	deny({"engine": "aurora-mysql", "publicly_accessible": null}) == set()
	deny({"engine": "docdb", "publicly_accessible": null}) == set()
}
