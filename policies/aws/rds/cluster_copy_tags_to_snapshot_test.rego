package aws.rds.cluster_copy_tags_to_snapshot_test

import data.aws.rds.cluster_copy_tags_to_snapshot

deny(attributes) := found if {
	found := cluster_copy_tags_to_snapshot.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "copy_tags_to_snapshot", "actual": actual, "expected": true}}

test_good_passes if deny({"engine": "aurora-postgresql", "copy_tags_to_snapshot": true}) == set()

test_bad_fails if {
	deny({"engine": "aurora-postgresql", "copy_tags_to_snapshot": false}) == failure(false)
	deny({"engine": "neptune", "copy_tags_to_snapshot": false}) == failure(false)
}

test_unset_fails if {
	deny({"engine": "aurora-postgresql", "copy_tags_to_snapshot": null}) == failure(null)
	deny({"engine": "aurora-postgresql"}) == failure(null)
}

test_text_is_no_boolean if deny({"engine": "aurora-postgresql", "copy_tags_to_snapshot": "true"}) == failure("true")

test_what_it_does_not_apply_to if {
	deny({"engine": "docdb", "copy_tags_to_snapshot": false}) == set()
}
