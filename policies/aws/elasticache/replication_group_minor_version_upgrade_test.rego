package aws.elasticache.replication_group_minor_version_upgrade_test

import data.aws.elasticache.replication_group_minor_version_upgrade

deny(attributes) := found if {
	found := replication_group_minor_version_upgrade.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "auto_minor_version_upgrade", "actual": actual, "expected": true}}

test_on_passes if deny({"engine": "redis", "auto_minor_version_upgrade": true}) == set()

test_off_fails if {
	deny({"engine": "redis", "auto_minor_version_upgrade": false}) == failure(false)
	deny({"engine": "redis", "auto_minor_version_upgrade": null}) == failure(null)
	deny({"engine": "redis", "auto_minor_version_upgrade": "true"}) == failure("true")
	deny({}) == failure(null)
}
