package aws.rds.cluster_encryption_test

import data.aws.rds.cluster_encryption

deny(attributes) := found if {
	found := cluster_encryption.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "storage_encrypted", "actual": actual, "expected": true}}

test_good_passes if deny({"engine": "aurora-postgresql", "storage_encrypted": true}) == set()

test_bad_fails if {
	deny({"engine": "aurora-postgresql", "storage_encrypted": false}) == failure(false)
	deny({"engine": "docdb", "storage_encrypted": false}) == failure(false)
}

test_unset_fails if {
	deny({"engine": "aurora-postgresql", "storage_encrypted": null}) == failure(null)
	deny({"engine": "aurora-postgresql"}) == failure(null)
}

test_text_is_no_boolean if deny({"engine": "aurora-postgresql", "storage_encrypted": "true"}) == failure("true")
