package aws.rds.instance_restorable_test

import data.aws.rds.instance_restorable

spec := {"rds": {"max_restore_lag_minutes": 60}}

deny(attributes) := found if {
	found := instance_restorable.deny with input as {"attributes": attributes} with data.spec as spec with data.now as "2026-03-01T12:00:00Z"
}

failure(actual) := {{"path": "latest_restorable_time", "actual": actual, "expected": "within 60 minutes"}}

database(moment) := {"status": "available", "backup_retention_period": 7, "latest_restorable_time": moment}

test_recent_passes if {
	deny(database("2026-03-01T11:55:00Z")) == set()
	deny(database("2026-03-01T11:00:00Z")) == set()
	deny(database("2026-03-01T12:01:00Z")) == set()
}

test_old_fails if {
	deny(database("2026-03-01T10:59:59Z")) == failure("2026-03-01T10:59:59Z")
	deny(database("2025-03-01T11:55:00Z")) == failure("2025-03-01T11:55:00Z")
}

test_never_fails if {
	deny(database(null)) == failure(null)
	deny(database("yesterday")) == failure("yesterday")
}

test_backups_that_are_off_are_judged_elsewhere if {
	deny({"status": "available", "backup_retention_period": 0, "latest_restorable_time": null}) == set()
	deny({"status": "available"}) == set()
}

test_databases_that_do_not_run_pass if {
	deny({"status": "creating", "backup_retention_period": 7, "latest_restorable_time": null}) == set()
	deny({"status": "stopped", "backup_retention_period": 7, "latest_restorable_time": "2026-01-01T00:00:00Z"}) == set()
}

test_members_are_judged_by_their_cluster if {
	deny({"status": "available", "backup_retention_period": 7, "latest_restorable_time": null, "cluster_identifier": "c"}) == set()
}
