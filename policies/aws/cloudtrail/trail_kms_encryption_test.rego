package aws.cloudtrail.trail_kms_encryption_test

import data.aws.cloudtrail.trail_kms_encryption as policy

judge(key) := found if {
	found := policy.deny with input as {"attributes": {"kms_key_id": key}}
}

test_key_passes if judge("arn:aws:kms:us-east-1:111122223333:key/1") == set()

test_no_key_fails if {
	judge(null) == {{"path": "kms_key_id", "actual": null, "expected": "a KMS key"}}
	count(judge("")) == 1
}
