package aws.ec2.ebs_volume_snapshots_test

import data.aws.ec2.ebs_volume_snapshots

judge(created, moments, limit) := found if {
	snapshots := {moment: {"attributes": {"volume_id": "vol-1", "state": "completed", "start_time": moment}} | some moment in moments}
	found := ebs_volume_snapshots.deny with input as {"id": "vol-1", "attributes": {"state": "in-use", "create_time": created, "attachments": []}}
		with data.snapshot as {"aws.ec2.ebs_snapshot": snapshots}
		with data.spec as {"ec2": {"volume_backups": {"ephemeral": false, "grace_days": 1, "max_snapshot_age_days": limit}}}
		with data.now as "2026-07-01T00:00:00Z"
}

long_ago := "2025-01-01T00:00:00Z"

test_recent_snapshot_passes if {
	judge(long_ago, ["2025-02-01T00:00:00Z", "2026-06-20T00:00:00Z"], 30) == set()
	judge(long_ago, ["2025-02-01T00:00:00Z"], null) == set()
}

test_new_volume_passes if judge("2026-06-30T12:00:00Z", [], 30) == set()

test_no_snapshot_fails if {
	judge(long_ago, [], 30) == {{
		"path": "snapshot_id",
		"actual": null,
		"expected": "a snapshot",
		"because": "no snapshot was made from vol-1",
	}}
}

test_old_snapshots_fail if {
	judge(long_ago, ["2025-02-01T00:00:00Z", "2026-05-01T00:00:00Z"], 30) == {{
		"path": "snapshot_id",
		"actual": null,
		"expected": "a snapshot of at most 30 days",
		"because": "the newest snapshot of vol-1 is of 2026-05-01T00:00:00Z",
	}}
}
