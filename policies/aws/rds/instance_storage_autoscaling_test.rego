package aws.rds.instance_storage_autoscaling_test

import data.aws.rds.instance_storage_autoscaling

spec := {"rds": {"storage_autoscaling": true, "min_storage_limit_gib": 1000}}

deny(attributes) := found if {
	found := instance_storage_autoscaling.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

spec_of(limit) := {"rds": {"storage_autoscaling": true, "min_storage_limit_gib": limit}}

free(attributes) := found if {
	found := instance_storage_autoscaling.deny with input as {"attributes": attributes} with data.spec as spec_of(null)
}

failure(actual, expected) := {{"path": "max_allocated_storage", "actual": actual, "expected": expected}}

test_room_passes if {
	deny({"allocated_storage": 100, "max_allocated_storage": 1000}) == set()
	free({"allocated_storage": 100, "max_allocated_storage": 101}) == set()
}

test_low_limit_fails if deny({"allocated_storage": 100, "max_allocated_storage": 999}) == failure(999, 1000)

test_off_fails if {
	deny({"allocated_storage": 100, "max_allocated_storage": null}) == failure(null, 1000)
	free({"allocated_storage": 100, "max_allocated_storage": 0}) == failure(0, "a limit above allocated_storage")
}

test_limit_that_is_reached_fails if {
	free({"allocated_storage": 100, "max_allocated_storage": 100}) == failure(100, "a limit above allocated_storage")
	deny({"allocated_storage": 1000, "max_allocated_storage": 1000}) == failure(1000, 1000)
}

test_text_is_no_limit if free({"allocated_storage": 100, "max_allocated_storage": "200"}) == failure("200", "a limit above allocated_storage")

test_what_it_does_not_apply_to if {
	deny({"engine": "aurora-mysql", "cluster_identifier": "c", "max_allocated_storage": null}) == set()
	deny({"engine": "custom-oracle-ee", "max_allocated_storage": null}) == set()
}

test_not_asked_for if {
	found := instance_storage_autoscaling.deny with input as {"attributes": {"max_allocated_storage": null}}
		with data.spec as {"rds": {"storage_autoscaling": false, "min_storage_limit_gib": null}}
	found == set()
}
