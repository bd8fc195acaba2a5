package aws.rds.cluster_parameter_group_test

import data.aws.rds.cluster_parameter_group

deny(attributes) := found if {
	found := cluster_parameter_group.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "db_cluster_parameter_group_name", "actual": actual, "expected": "a group of its own"}}

test_own_group_passes if {
	deny({"db_cluster_parameter_group_name": "stellarrec"}) == set()
	deny({"db_cluster_parameter_group_name": "app-default.postgres15"}) == set()
}

test_default_group_fails if {
	deny({"db_cluster_parameter_group_name": "default.postgres15"}) == failure("default.postgres15")
	deny({"db_cluster_parameter_group_name": "Default.postgres15"}) == failure("Default.postgres15")
}

test_custom_databases_have_no_groups if deny({"engine": "custom-oracle-ee", "db_cluster_parameter_group_name": "default.custom-oracle-ee"}) == set()

test_no_group_fails if {
	deny({"db_cluster_parameter_group_name": null}) == failure(null)
	deny({"db_cluster_parameter_group_name": ""}) == failure("")
	deny({}) == failure(null)
}
