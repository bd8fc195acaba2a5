package aws.rds.instance_minor_version_upgrade_test

import data.aws.rds.instance_minor_version_upgrade

deny(attributes) := found if {
	found := instance_minor_version_upgrade.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "auto_minor_version_upgrade", "actual": actual, "expected": true}}

test_good_passes if deny({"engine": "postgres", "cluster_identifier": null, "auto_minor_version_upgrade": true}) == set()

test_bad_fails if {
	deny({"engine": "postgres", "cluster_identifier": null, "auto_minor_version_upgrade": false}) == failure(false)
	deny({"engine": "aurora-postgresql", "cluster_identifier": "c", "auto_minor_version_upgrade": false}) == failure(false)
	deny({"engine": "neptune", "cluster_identifier": "c", "auto_minor_version_upgrade": false}) == failure(false)
}

test_unset_fails if {
	deny({"engine": "postgres", "cluster_identifier": null, "auto_minor_version_upgrade": null}) == failure(null)
	deny({"engine": "postgres", "cluster_identifier": null}) == failure(null)
}

test_text_is_no_boolean if deny({"engine": "postgres", "cluster_identifier": null, "auto_minor_version_upgrade": "true"}) == failure("true")

test_what_it_does_not_apply_to if {
	deny({"engine": "custom-oracle-ee", "auto_minor_version_upgrade": false}) == set()
	deny({"engine": "postgres", "cluster_identifier": "c", "auto_minor_version_upgrade": false}) == set()
	deny({"engine": "docdb", "cluster_identifier": "c", "auto_minor_version_upgrade": false}) == set()
}
