package aws.rds.cluster_minor_version_upgrade_test

import data.aws.rds.cluster_minor_version_upgrade

deny(attributes) := found if {
	found := cluster_minor_version_upgrade.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "auto_minor_version_upgrade", "actual": actual, "expected": true}}

test_good_passes if deny({"engine": "postgres", "auto_minor_version_upgrade": true}) == set()

test_bad_fails if {
	deny({"engine": "postgres", "auto_minor_version_upgrade": false}) == failure(false)
	deny({"engine": "mysql", "auto_minor_version_upgrade": false}) == failure(false)
}

test_unset_fails if {
	deny({"engine": "postgres", "auto_minor_version_upgrade": null}) == failure(null)
	deny({"engine": "postgres"}) == failure(null)
}

test_text_is_no_boolean if deny({"engine": "postgres", "auto_minor_version_upgrade": "true"}) == failure("true")

test_what_it_does_not_apply_to if {
	deny({"engine": "aurora-mysql", "auto_minor_version_upgrade": false}) == set()
	deny({"engine": "docdb", "auto_minor_version_upgrade": false}) == set()
	deny({"engine": "neptune", "auto_minor_version_upgrade": false}) == set()
}
