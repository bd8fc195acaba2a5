package aws.rds.instance_storage_size_test

import data.aws.rds.instance_storage_size

spec := {"rds": {"min_storage_gib": 100}}

deny(attributes) := found if {
	found := instance_storage_size.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "allocated_storage", "actual": actual, "expected": 100}}

test_enough_passes if {
	deny({"allocated_storage": 100}) == set()
	deny({"allocated_storage": 250}) == set()
}

test_less_fails if {
	deny({"allocated_storage": 99}) == failure(99)
	deny({"allocated_storage": null}) == failure(null)
	deny({"allocated_storage": "100"}) == failure("100")
}

test_members_have_no_storage if deny({"allocated_storage": 1, "cluster_identifier": "c"}) == set()

test_not_asked_for if {
	found := instance_storage_size.deny with input as {"attributes": {"allocated_storage": 5}} with data.spec as {"rds": {"min_storage_gib": null}}
	found == set()
}
