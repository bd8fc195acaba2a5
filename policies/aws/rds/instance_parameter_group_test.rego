package aws.rds.instance_parameter_group_test

import data.aws.rds.instance_parameter_group

deny(attributes) := found if {
	found := instance_parameter_group.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "parameter_group_name", "actual": actual, "expected": "a group of its own"}}

test_own_group_passes if {
	deny({"parameter_group_name": "stellarrec"}) == set()
	deny({"parameter_group_name": "app-default.postgres15"}) == set()
}

test_default_group_fails if {
	deny({"parameter_group_name": "default.postgres15"}) == failure("default.postgres15")
	deny({"parameter_group_name": "Default.postgres15"}) == failure("Default.postgres15")
}

test_custom_databases_have_no_groups if deny({"engine": "custom-oracle-ee", "parameter_group_name": "default.custom-oracle-ee"}) == set()

test_no_group_fails if {
	deny({"parameter_group_name": null}) == failure(null)
	deny({"parameter_group_name": ""}) == failure("")
	deny({}) == failure(null)
}

test_members_are_judged_by_their_cluster if deny({"parameter_group_name": "default.aurora-mysql8.0", "cluster_identifier": "c"}) == set()
