package aws.rds.cluster_deletion_protection_test

import data.aws.rds.cluster_deletion_protection

deny(attributes) := found if {
	found := cluster_deletion_protection.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "deletion_protection", "actual": actual, "expected": true}}

test_good_passes if deny({"engine": "aurora-postgresql", "deletion_protection": true}) == set()

test_bad_fails if {
	deny({"engine": "aurora-postgresql", "deletion_protection": false}) == failure(false)
	deny({"engine": "docdb", "deletion_protection": false}) == failure(false)
}

test_unset_fails if {
	deny({"engine": "aurora-postgresql", "deletion_protection": null}) == failure(null)
	deny({"engine": "aurora-postgresql"}) == failure(null)
}

test_text_is_no_boolean if deny({"engine": "aurora-postgresql", "deletion_protection": "true"}) == failure("true")
