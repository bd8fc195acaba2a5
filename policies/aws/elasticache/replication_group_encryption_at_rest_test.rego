package aws.elasticache.replication_group_encryption_at_rest_test

import data.aws.elasticache.replication_group_encryption_at_rest

deny(attributes) := found if {
	found := replication_group_encryption_at_rest.deny with input as {"attributes": attributes}
}

failure(actual) := {{"path": "at_rest_encryption_enabled", "actual": actual, "expected": true}}

test_encrypted_passes if deny({"at_rest_encryption_enabled": true}) == set()

test_unencrypted_fails if deny({"at_rest_encryption_enabled": false}) == failure(false)

test_unset_fails if {
	deny({"at_rest_encryption_enabled": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_true if deny({"at_rest_encryption_enabled": "true"}) == failure("true")
