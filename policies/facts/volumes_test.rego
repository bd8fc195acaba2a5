package facts.volumes_test

import data.facts.volumes

snapshot(volume_id, state, moment) := {"attributes": {"volume_id": volume_id, "state": state, "start_time": moment}}

test_complete_snapshots_by_volume if {
	held := {
		"snap-1": snapshot("vol-1", "completed", "2026-01-01T00:00:00Z"),
		"snap-2": snapshot("vol-1", "completed", "2026-02-01T00:00:00Z"),
		"snap-3": snapshot("vol-2", "error", "2026-02-01T00:00:00Z"),
		"snap-4": snapshot("vol-3", "pending", "2026-02-01T00:00:00Z"),
		"snap-5": snapshot("vol-4", "completed", null),
		"snap-6": snapshot(null, "completed", "2026-02-01T00:00:00Z"),
	}
	volumes.snapshot_times == {"vol-1": {"2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"}} with data.snapshot as {"aws.ec2.ebs_snapshot": held}
}
