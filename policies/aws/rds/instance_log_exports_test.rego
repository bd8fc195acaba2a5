package aws.rds.instance_log_exports_test

import data.aws.rds.instance_log_exports

spec := {"rds": {"log_exports": [{"engine": "postgres", "logs": ["postgresql"]}, {"engine": "aurora-mysql", "logs": ["error", "slowquery"]}, {"engine": "aurora-postgresql", "logs": ["postgresql"]}, {"engine": "sqlserver", "logs": ["error"]}]}}

deny(attributes) := found if {
	found := instance_log_exports.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual, expected) := {{"path": "enabled_cloudwatch_logs_exports", "actual": actual, "expected": expected}}

test_all_logs_pass if {
	deny({"engine": "postgres", "enabled_cloudwatch_logs_exports": ["postgresql"]}) == set()
	deny({"engine": "aurora-mysql", "enabled_cloudwatch_logs_exports": ["slowquery", "error", "audit"]}) == set()
}

test_missing_logs_fail if {
	deny({"engine": "postgres", "enabled_cloudwatch_logs_exports": ["upgrade"]}) == failure(["upgrade"], ["postgresql"])
	deny({"engine": "aurora-mysql", "enabled_cloudwatch_logs_exports": ["error"]}) == failure(["error"], ["error", "slowquery"])
	deny({"engine": "postgres", "enabled_cloudwatch_logs_exports": []}) == failure([], ["postgresql"])
	deny({"engine": "postgres", "enabled_cloudwatch_logs_exports": null}) == failure([], ["postgresql"])
	deny({"engine": "postgres"}) == failure([], ["postgresql"])
}

test_engines_that_the_spec_does_not_name_pass if deny({"engine": "oracle-ee", "enabled_cloudwatch_logs_exports": []}) == set()

test_members_are_judged_by_their_cluster if deny({"engine": "aurora-mysql", "cluster_identifier": "c", "enabled_cloudwatch_logs_exports": []}) == set()

test_custom_instances_have_no_exports if deny({"engine": "custom-sqlserver-ee"}) == set()
