package aws.elasticache.replication_group_snapshot_retention_test

import data.aws.elasticache.replication_group_snapshot_retention

spec := {"elasticache": {"min_snapshot_retention_days": 5}}

deny(attributes) := found if {
	found := replication_group_snapshot_retention.deny with input as {"attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "snapshot_retention_limit", "actual": actual, "expected": 5}}

test_exactly_the_minimum_passes if deny({"snapshot_retention_limit": 5}) == set()

test_more_passes if deny({"snapshot_retention_limit": 6}) == set()

test_a_day_less_fails if deny({"snapshot_retention_limit": 4}) == failure(4)

test_off_fails if deny({"snapshot_retention_limit": 0}) == failure(0)

test_unset_fails if {
	deny({"snapshot_retention_limit": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_a_number if deny({"snapshot_retention_limit": "5"}) == failure("5")

test_spec_decides if {
	found := replication_group_snapshot_retention.deny with input as {"attributes": {"snapshot_retention_limit": 5}}
		with data.spec as {"elasticache": {"min_snapshot_retention_days": 7}}
	found == {{"path": "snapshot_retention_limit", "actual": 5, "expected": 7}}
}
