package aws.s3.bucket_encryption_test

import data.aws.s3.bucket_encryption

spec := {"s3": {"sse_algorithms": ["AES256", "aws:kms"]}}

deny(attributes) := found if {
	found := bucket_encryption.deny with input as {"attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "server_side_encryption.sse_algorithm", "actual": actual, "expected": ["AES256", "aws:kms"]}}

test_approved_algorithms_pass if {
	deny({"server_side_encryption": {"sse_algorithm": "AES256"}}) == set()
	deny({"server_side_encryption": {"sse_algorithm": "aws:kms", "kms_master_key_id": "k"}}) == set()
}

test_other_algorithm_fails if {
	deny({"server_side_encryption": {"sse_algorithm": "aws:kms:dsse"}}) == failure("aws:kms:dsse")
}

test_no_default_encryption_fails if {
	deny({"server_side_encryption": null}) == failure(null)
	deny({"server_side_encryption": {"sse_algorithm": null}}) == failure(null)
	deny({}) == failure(null)
}

test_wrong_type_fails if {
	deny({"server_side_encryption": {"sse_algorithm": true}}) == failure(true)
	deny({"server_side_encryption": "AES256"}) == failure(null)
}

test_spec_decides if {
	found := bucket_encryption.deny with input as {"attributes": {"server_side_encryption": {"sse_algorithm": "AES256"}}}
		with data.spec as {"s3": {"sse_algorithms": ["aws:kms"]}}
	found == {{"path": "server_side_encryption.sse_algorithm", "actual": "AES256", "expected": ["aws:kms"]}}
}
