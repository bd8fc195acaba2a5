package aws.iam.account_root_signing_certificates_test

import data.aws.iam.account_root_signing_certificates

deny(present) := found if {
	found := account_root_signing_certificates.deny with input as {"attributes": {"root_signing_certificates_present": present}}
}

failure(actual) := {{"path": "root_signing_certificates_present", "actual": actual, "expected": false}}

test_none_pass if deny(false) == set()

test_certificates_fail if {
	deny(true) == failure(true)
	deny(null) == failure(null)
}
