package lib.volume_test

import data.lib.volume

needed(state, created, kept, ephemeral) if {
	attributes := {"state": state, "create_time": created, "attachments": [{"delete_on_termination": not_kept} | some not_kept in kept]}
	volume.needs_backups(attributes)
		with data.spec as {"ec2": {"volume_backups": {"ephemeral": ephemeral, "grace_days": 1}}}
		with data.now as "2026-07-01T00:00:00Z"
}

long_ago := "2025-01-01T00:00:00Z"

test_volumes_of_their_own if {
	needed("available", long_ago, [], false)
	needed("in-use", long_ago, [false], false)
	needed("in-use", long_ago, [null], false)
	needed("in-use", long_ago, [true, false], false)
	needed(null, null, [], false)
}

test_volumes_that_go_with_their_instance if {
	not needed("in-use", long_ago, [true], false)
	needed("in-use", long_ago, [true], true)
}

test_volumes_that_come_and_go if {
	not needed("creating", long_ago, [], false)
	not needed("deleting", long_ago, [], false)
	not needed("available", "2026-06-30T12:00:00Z", [], false)
}
