package aws.rds.instance_storage_type_test

import data.aws.rds.instance_storage_type

spec := {"rds": {"storage_types": ["gp3", "io2"]}}

deny(attributes) := found if {
	found := instance_storage_type.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "storage_type", "actual": actual, "expected": "gp3 or io2"}}

test_agreed_kind_passes if deny({"engine": "postgres", "storage_type": "gp3"}) == set()

test_other_kind_fails if {
	deny({"engine": "postgres", "storage_type": "standard"}) == failure("standard")
	deny({"engine": "postgres", "storage_type": null}) == failure(null)
	deny({"engine": "postgres"}) == failure(null)
}

test_storage_of_members_is_that_of_the_cluster if {
	deny({"engine": "aurora-mysql", "storage_type": "aurora", "cluster_identifier": "c"}) == set()
}
