package aws.ec2.ebs_volume_backup_plan_test

import data.aws.ec2.ebs_volume_backup_plan

arn := "arn:aws:ec2:us-east-1:111122223333:volume/vol-1"

backup(moment) := {arn: {"id": arn, "attributes": {"last_backup_time": moment}}}

judge(protected, demanded, limit) := found if {
	found := ebs_volume_backup_plan.deny with input as {"id": "vol-1", "arn": arn, "attributes": {"state": "in-use", "create_time": "2025-01-01T00:00:00Z", "attachments": []}}
		with data.snapshot as {"aws.backup.protected_resource": protected}
		with data.spec as {"ec2": {"volume_backups": {"ephemeral": false, "grace_days": 1, "aws_backup": demanded, "max_aws_backup_age_days": limit}}}
		with data.now as "2026-07-01T00:00:00Z"
}

test_recent_backup_passes if {
	judge(backup("2026-06-30T00:00:00Z"), true, 30) == set()
	judge(backup("2020-06-30T00:00:00Z"), true, null) == set()
}

test_no_backup_fails if {
	judge({}, true, 30) == {{
		"path": "state",
		"actual": "in-use",
		"expected": "in a backup plan",
		"because": "AWS Backup holds no backup of arn:aws:ec2:us-east-1:111122223333:volume/vol-1",
	}}
	count(judge({"arn:aws:ec2:us-east-1:111122223333:volume/vol-11": {"id": "x"}}, true, 30)) == 1
}

test_old_backup_fails if {
	judge(backup("2026-01-01T00:00:00Z"), true, 30) == {{
		"path": "state",
		"actual": "in-use",
		"expected": "a backup of at most 30 days",
		"because": "the last backup of arn:aws:ec2:us-east-1:111122223333:volume/vol-1 is of 2026-01-01T00:00:00Z",
	}}
	count(judge(backup(null), true, 30)) == 1
}

test_not_demanded_passes if judge({}, false, 30) == set()
