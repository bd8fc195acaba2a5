package aws.rds.instance_iam_authentication_test

import data.aws.rds.instance_iam_authentication

spec := {"rds": {"iam_authentication": ["postgres", "mariadb", "aurora-mysql", "aurora-postgresql"]}}

deny(attributes) := found if {
	found := instance_iam_authentication.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "iam_database_authentication_enabled", "actual": actual, "expected": true}}

test_on_passes if deny({"engine": "postgres", "iam_database_authentication_enabled": true}) == set()

test_off_fails if {
	deny({"engine": "postgres", "iam_database_authentication_enabled": false}) == failure(false)
	deny({"engine": "mariadb", "engine_version": "10.6.10", "iam_database_authentication_enabled": false}) == failure(false)
	deny({"engine": "mariadb", "engine_version": null, "iam_database_authentication_enabled": false}) == failure(false)
	deny({"engine": "postgres"}) == failure(null)
}

test_engines_without_it_are_left_alone if {
	deny({"engine": "oracle-ee", "iam_database_authentication_enabled": false}) == set()
	deny({"engine": "sqlserver-se", "iam_database_authentication_enabled": false}) == set()
	deny({"engine": "docdb", "iam_database_authentication_enabled": false}) == set()
	deny({"engine": "mariadb", "engine_version": "10.5.20", "iam_database_authentication_enabled": false}) == set()
}

test_members_are_judged_by_their_cluster if deny({"engine": "aurora-mysql", "cluster_identifier": "c", "iam_database_authentication_enabled": false}) == set()
