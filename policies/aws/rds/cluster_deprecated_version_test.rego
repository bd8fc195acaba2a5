package aws.rds.cluster_deprecated_version_test

import data.aws.rds.cluster_deprecated_version

deny(attributes) := found if {
	found := cluster_deprecated_version.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "engine_version_status", "actual": actual, "expected": "available"}}

test_offered_passes if deny({"engine": "postgres", "engine_version": "15.4", "engine_version_status": "available"}) == set()

test_deprecated_fails if {
	deny({"engine": "postgres", "engine_version": "15.4", "engine_version_status": "deprecated"}) == failure("deprecated")
}

test_not_listed_fails if deny({"engine": "mysql", "engine_version": "5.5", "engine_version_status": null}) == failure(null)

test_no_version_yet_passes if deny({"engine": "mysql", "engine_version": null, "engine_version_status": null}) == set()

test_other_services_are_left_alone if deny({"engine": "neptune", "engine_version": "1.0", "engine_version_status": null}) == set()
