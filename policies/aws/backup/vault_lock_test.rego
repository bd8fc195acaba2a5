package aws.backup.vault_lock_test

import data.aws.backup.vault_lock

deny(locked, date, wanted) := found if {
	found := vault_lock.deny with input as {"attributes": {"locked": locked, "lock_date": date}}
		with data.spec as {"backup": {"vault_lock": wanted}}
}

unlocked(actual) := {{"path": "locked", "actual": actual, "expected": true}}

test_locked_vaults_pass if {
	deny(true, null, "governance") == set()
	deny(true, "2026-01-01T00:00:00Z", "governance") == set()
	deny(true, "2026-01-01T00:00:00Z", "compliance") == set()
}

test_unlocked_vaults_fail if {
	deny(false, null, "governance") == unlocked(false)
	deny(null, null, "compliance") == unlocked(null)
}

test_a_lock_that_can_be_lifted_is_no_compliance if {
	deny(true, null, "compliance") == {{
		"path": "lock_date",
		"actual": null,
		"expected": "the day from which nobody can lift the lock",
	}}
}

test_the_spec_may_demand_none if deny(false, null, "none") == set()
