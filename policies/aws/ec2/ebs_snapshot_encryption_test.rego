package aws.ec2.ebs_snapshot_encryption_test

import data.aws.ec2.ebs_snapshot_encryption

judge(encrypted) := found if {
	found := ebs_snapshot_encryption.deny with input as {"attributes": {"encrypted": encrypted}}
}

test_encrypted_passes if judge(true) == set()

test_plain_fails if {
	judge(false) == {{"path": "encrypted", "actual": false, "expected": true}}
	judge(null) == {{"path": "encrypted", "actual": null, "expected": true}}
}
