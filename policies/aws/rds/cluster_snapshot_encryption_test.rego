package aws.rds.cluster_snapshot_encryption_test

import data.aws.rds.cluster_snapshot_encryption

deny(attributes) := found if {
	found := cluster_snapshot_encryption.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "storage_encrypted", "actual": actual, "expected": true}}

test_encrypted_passes if deny({"storage_encrypted": true}) == set()

test_plain_fails if {
	deny({"storage_encrypted": false, "snapshot_type": "manual"}) == failure(false)
	deny({"storage_encrypted": false, "snapshot_type": "automated"}) == failure(false)
}

test_unset_fails if {
	deny({"storage_encrypted": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_true if deny({"storage_encrypted": "true"}) == failure("true")
