package aws.s3.bucket_kms_encryption_test

import data.aws.s3.bucket_kms_encryption as policy

judge(encryption, roles) := found if {
	found := policy.deny with input as {"id": "files", "attributes": {"server_side_encryption": encryption}}
		with data.spec as {"s3": {"roles": [], "demands": {"kms_encryption": roles}}}
}

failure(actual) := {{"path": "server_side_encryption.sse_algorithm", "actual": actual, "expected": ["aws:kms", "aws:kms:dsse"]}}

test_kms_passes if {
	judge({"sse_algorithm": "aws:kms"}, ["*"]) == set()
	judge({"sse_algorithm": "aws:kms:dsse"}, ["*"]) == set()
}

test_others_fail if {
	judge({"sse_algorithm": "AES256"}, ["*"]) == failure("AES256")
	judge({"sse_algorithm": null, "kms_master_key_id": "k"}, ["*"]) == failure(null)
	judge(null, ["*"]) == failure(null)
}

test_no_demand_passes if judge(null, []) == set()
