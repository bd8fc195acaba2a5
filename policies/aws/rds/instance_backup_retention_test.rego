package aws.rds.instance_backup_retention_test

import data.aws.rds.instance_backup_retention

spec := {"rds": {"min_backup_retention_days": 7, "backup_replicas": true}}

deny(attributes) := found if {
	found := instance_backup_retention.deny with input as {"attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "backup_retention_period", "actual": actual, "expected": 7}}

test_exactly_the_minimum_passes if deny({"backup_retention_period": 7}) == set()

test_more_passes if deny({"backup_retention_period": 35}) == set()

test_a_day_less_fails if deny({"backup_retention_period": 6}) == failure(6)

test_off_fails if deny({"backup_retention_period": 0}) == failure(0)

test_read_replica_counts_too if {
	deny({"backup_retention_period": 0, "replicate_source_db": "primary"}) == failure(0)
}

test_read_replica_is_spared_where_the_spec_says_so if {
	lax := {"rds": {"min_backup_retention_days": 7, "backup_replicas": false}}
	found := instance_backup_retention.deny with input as {"attributes": {"backup_retention_period": 0, "replicate_source_db": "primary"}}
		with data.spec as lax
	found == set()
	primary := instance_backup_retention.deny with input as {"attributes": {"backup_retention_period": 0, "replicate_source_db": null}}
		with data.spec as lax
	primary == failure(0)
}

test_members_are_judged_by_their_cluster if deny({"backup_retention_period": 1, "cluster_identifier": "c"}) == set()

test_unset_fails if {
	deny({"backup_retention_period": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_a_number if deny({"backup_retention_period": "7"}) == failure("7")

test_spec_decides if {
	found := instance_backup_retention.deny with input as {"attributes": {"backup_retention_period": 7}}
		with data.spec as {"rds": {"min_backup_retention_days": 14, "backup_replicas": true}}
	found == {{"path": "backup_retention_period", "actual": 7, "expected": 14}}
}
