package aws.s3.bucket_versioning_test

import data.aws.s3.bucket_versioning

deny(attributes) := found if {
	found := bucket_versioning.deny with input as {"attributes": attributes}
}

failure(actual) := {{"path": "versioning.status", "actual": actual, "expected": "Enabled"}}

test_enabled_passes if deny({"versioning": {"status": "Enabled", "mfa_delete": null}}) == set()

test_suspended_fails if deny({"versioning": {"status": "Suspended"}}) == failure("Suspended")

test_never_switched_on_fails if {
	deny({"versioning": {"status": null}}) == failure(null)
	deny({"versioning": null}) == failure(null)
	deny({}) == failure(null)
}

test_wrong_type_fails if {
	deny({"versioning": {"status": true}}) == failure(true)
	deny({"versioning": "Enabled"}) == failure(null)
	deny({"versioning": {"status": "enabled"}}) == failure("enabled")
}
