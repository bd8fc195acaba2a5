package aws.rds.instance_public_access_test

import data.aws.rds.instance_public_access

deny(attributes) := found if {
	found := instance_public_access.deny with input as {"attributes": attributes}
}

failure(actual) := {{"path": "publicly_accessible", "actual": actual, "expected": false}}

test_private_passes if deny({"publicly_accessible": false}) == set()

test_public_fails if deny({"publicly_accessible": true}) == failure(true)

test_unset_fails if {
	deny({"publicly_accessible": null}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_false if deny({"publicly_accessible": "false"}) == failure("false")
