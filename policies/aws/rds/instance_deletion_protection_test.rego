package aws.rds.instance_deletion_protection_test

import data.aws.rds.instance_deletion_protection

deny(attributes) := found if {
	found := instance_deletion_protection.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "deletion_protection", "actual": actual, "expected": true}}

test_good_passes if deny({"engine": "postgres", "cluster_identifier": null, "deletion_protection": true}) == set()

test_bad_fails if {
	deny({"engine": "postgres", "cluster_identifier": null, "deletion_protection": false}) == failure(false)
	deny({"engine": "mysql", "replicate_source_db": "db", "deletion_protection": false}) == failure(false)
}

test_unset_fails if {
	deny({"engine": "postgres", "cluster_identifier": null, "deletion_protection": null}) == failure(null)
	deny({"engine": "postgres", "cluster_identifier": null}) == failure(null)
}

test_text_is_no_boolean if deny({"engine": "postgres", "cluster_identifier": null, "deletion_protection": "true"}) == failure("true")

test_what_it_does_not_apply_to if {
	deny({"engine": "aurora-postgresql", "cluster_identifier": "c", "deletion_protection": false}) == set()
}
