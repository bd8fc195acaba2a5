package aws.rds.instance_encryption_test

import data.aws.rds.instance_encryption

deny(attributes) := found if {
	found := instance_encryption.deny with input as {"attributes": attributes}
}

failure(actual) := {{"path": "storage_encrypted", "actual": actual, "expected": true}}

test_encrypted_passes if deny({"storage_encrypted": true}) == set()

test_unencrypted_fails if deny({"storage_encrypted": false}) == failure(false)

test_unset_fails if {
	deny({"storage_encrypted": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_true if deny({"storage_encrypted": "true"}) == failure("true")

test_members_are_judged_by_their_cluster if deny({"storage_encrypted": false, "cluster_identifier": "c"}) == set()
