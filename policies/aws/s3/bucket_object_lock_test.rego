package aws.s3.bucket_object_lock_test

import data.aws.s3.bucket_object_lock as policy

judge(lock, roles) := found if {
	found := policy.deny with input as {"id": "files", "attributes": {"object_lock_configuration": lock}}
		with data.spec as {"s3": {"roles": [], "demands": {"object_lock": roles}}}
}

test_default_retention_passes if {
	judge({"object_lock_enabled": "Enabled", "mode": "COMPLIANCE", "days": 30}, ["*"]) == set()
	judge({"object_lock_enabled": "Enabled", "mode": "GOVERNANCE", "years": 1}, ["*"]) == set()
}

test_no_lock_fails if {
	failure := {{"path": "object_lock_configuration.object_lock_enabled", "actual": null, "expected": "Enabled"}}
	judge(null, ["*"]) == failure
	judge({"object_lock_enabled": null}, ["*"]) == failure
}

test_lock_that_locks_nothing_by_itself_fails if {
	judge({"object_lock_enabled": "Enabled", "mode": null}, ["*"]) == {{"path": "object_lock_configuration.mode", "actual": null, "expected": ["GOVERNANCE", "COMPLIANCE"]}}
}

test_no_demand_passes if judge(null, []) == set()
