package aws.elasticache.cluster_minor_version_upgrade_test

import data.aws.elasticache.cluster_minor_version_upgrade

deny(attributes) := found if {
	found := cluster_minor_version_upgrade.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "auto_minor_version_upgrade", "actual": actual, "expected": true}}

test_on_passes if deny({"engine": "redis", "auto_minor_version_upgrade": true}) == set()

test_off_fails if {
	deny({"engine": "redis", "auto_minor_version_upgrade": false}) == failure(false)
	deny({"engine": "redis", "auto_minor_version_upgrade": null}) == failure(null)
	deny({"engine": "redis", "auto_minor_version_upgrade": "true"}) == failure("true")
	deny({}) == failure(null)
}

test_members_are_judged_by_their_group if deny({"engine": "redis", "replication_group_id": "g", "auto_minor_version_upgrade": false}) == set()
