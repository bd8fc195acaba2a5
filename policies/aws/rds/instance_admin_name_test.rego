package aws.rds.instance_admin_name_test

import data.aws.rds.instance_admin_name

spec := {"rds": {"default_admin_names": ["admin", "postgres"]}}

deny(attributes) := found if {
	found := instance_admin_name.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "username", "actual": actual, "expected": "a name of its own"}}

test_own_name_passes if {
	deny({"username": "stellarrec"}) == set()
	deny({"username": "postgres_app"}) == set()
}

test_default_name_fails if {
	deny({"username": "postgres"}) == failure("postgres")
	deny({"username": "Admin"}) == failure("Admin")
}

test_no_master_user_passes if {
	deny({"username": null}) == set()
	deny({}) == set()
}

test_members_are_judged_by_their_cluster if deny({"engine": "aurora-mysql", "cluster_identifier": "c", "username": "admin"}) == set()
