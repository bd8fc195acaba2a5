package aws.rds.cluster_admin_name_test

import data.aws.rds.cluster_admin_name

spec := {"rds": {"default_admin_names": ["admin", "postgres"]}}

deny(attributes) := found if {
	found := cluster_admin_name.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "master_username", "actual": actual, "expected": "a name of its own"}}

test_own_name_passes if {
	deny({"master_username": "stellarrec"}) == set()
	deny({"master_username": "postgres_app"}) == set()
}

test_default_name_fails if {
	deny({"master_username": "postgres"}) == failure("postgres")
	deny({"master_username": "Admin"}) == failure("Admin")
}

test_no_master_user_passes if {
	deny({"master_username": null}) == set()
	deny({}) == set()
}

test_members_of_all_engines if deny({"engine": "aurora-postgresql", "master_username": "admin"}) != set()
