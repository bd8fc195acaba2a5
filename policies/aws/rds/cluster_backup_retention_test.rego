package aws.rds.cluster_backup_retention_test

import data.aws.rds.cluster_backup_retention

spec := {"rds": {"min_backup_retention_days": 7}}

deny(attributes) := found if {
	found := cluster_backup_retention.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "backup_retention_period", "actual": actual, "expected": 7}}

test_enough_passes if {
	deny({"backup_retention_period": 7}) == set()
	deny({"backup_retention_period": 35}) == set()
}

test_less_fails if {
	deny({"backup_retention_period": 6}) == failure(6)
	deny({"backup_retention_period": 1}) == failure(1)
	deny({"backup_retention_period": null}) == failure(null)
	deny({}) == failure(null)
	deny({"backup_retention_period": "7"}) == failure("7")
}
