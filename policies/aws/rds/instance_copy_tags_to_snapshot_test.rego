package aws.rds.instance_copy_tags_to_snapshot_test

import data.aws.rds.instance_copy_tags_to_snapshot

deny(attributes) := found if {
	found := instance_copy_tags_to_snapshot.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "copy_tags_to_snapshot", "actual": actual, "expected": true}}

test_good_passes if deny({"engine": "postgres", "cluster_identifier": null, "copy_tags_to_snapshot": true}) == set()

test_bad_fails if {
	deny({"engine": "postgres", "cluster_identifier": null, "copy_tags_to_snapshot": false}) == failure(false)
}

test_unset_fails if {
	deny({"engine": "postgres", "cluster_identifier": null, "copy_tags_to_snapshot": null}) == failure(null)
	deny({"engine": "postgres", "cluster_identifier": null}) == failure(null)
}

test_text_is_no_boolean if deny({"engine": "postgres", "cluster_identifier": null, "copy_tags_to_snapshot": "true"}) == failure("true")

test_what_it_does_not_apply_to if {
	deny({"engine": "aurora-postgresql", "cluster_identifier": "c", "copy_tags_to_snapshot": false}) == set()
}
