package aws.rds.snapshot_encryption_test

import data.aws.rds.snapshot_encryption

deny(attributes) := found if {
	found := snapshot_encryption.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "encrypted", "actual": actual, "expected": true}}

test_encrypted_passes if deny({"encrypted": true}) == set()

test_plain_fails if {
	deny({"encrypted": false, "snapshot_type": "manual"}) == failure(false)
	deny({"encrypted": false, "snapshot_type": "automated"}) == failure(false)
}

test_unset_fails if {
	deny({"encrypted": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_true if deny({"encrypted": "true"}) == failure("true")
