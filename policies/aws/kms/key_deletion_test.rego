package aws.kms.key_deletion_test

import data.aws.kms.key_deletion

deny(state, expected) := found if {
	found := key_deletion.deny with input as {"attributes": {"key_id": "k-1", "aliases": ["alias/old"], "key_state": state}}
		with data.spec as {"kms": {"expected_deletions": expected}}
}

failure(state) := {{"path": "key_state", "actual": state, "expected": "Enabled, or the key is named in the spec"}}

test_other_states_pass if {
	deny("Enabled", []) == set()
	deny("Disabled", []) == set()
	deny(null, []) == set()
}

test_pending_deletion_fails if {
	deny("PendingDeletion", []) == failure("PendingDeletion")
	deny("PendingReplicaDeletion", ["alias/older"]) == failure("PendingReplicaDeletion")
}

test_expected_deletions_pass if {
	deny("PendingDeletion", ["k-1"]) == set()
	deny("PendingDeletion", ["alias/old"]) == set()
}
