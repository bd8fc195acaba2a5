package aws.rds.instance_backup_plan_test

import data.aws.rds.instance_backup_plan

arn := "arn:aws:rds:us-east-1:111122223333:db:db"

backup(moment) := {"aws.backup.protected_resource": {arn: {"id": arn, "attributes": {"last_backup_time": moment}}}}

judge(attributes, held) := found if {
	found := instance_backup_plan.deny with input as {"arn": arn, "attributes": object.union({"identifier": "db"}, attributes)}
		with data.spec as {"rds": {"max_backup_plan_age_days": 8}}
		with data.snapshot as held
		with data.now as "2026-01-20T00:00:00Z"
}

failure(reason) := {{"path": "identifier", "actual": "db", "expected": "a backup by AWS Backup within 8 days", "because": reason}}

test_recent_passes if judge({}, backup("2026-01-12T00:00:00Z")) == set()

test_never_fails if judge({}, {}) == failure("AWS Backup has never made a backup of it")

test_old_fails if {
	judge({}, backup("2026-01-11T00:00:00Z")) == failure("AWS Backup made the last backup on 2026-01-11T00:00:00Z")
	judge({}, backup(null)) == failure("AWS Backup made the last backup on null")
}

test_no_arn_is_unread if {
	found := instance_backup_plan.deny with input as {"arn": null, "attributes": {"identifier": "db"}} with data.spec as {"rds": {"max_backup_plan_age_days": 8}} with data.snapshot as {}
	found == {{"path": "identifier", "unread": "without an ARN its backups can't be looked up"}}
}

test_not_asked_for if {
	found := instance_backup_plan.deny with input as {"arn": arn, "attributes": {"identifier": "db"}} with data.spec as {"rds": {"max_backup_plan_age_days": null}} with data.snapshot as {}
	found == set()
}

test_coming_and_going_pass if judge({"status": "deleting"}, {}) == set()

test_what_it_does_not_apply_to if {
	judge({"cluster_identifier": "c"}, {}) == set()
	judge({"replicate_source_db": "other"}, {}) == set()
}
