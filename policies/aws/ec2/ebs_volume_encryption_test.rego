package aws.ec2.ebs_volume_encryption_test

import data.aws.ec2.ebs_volume_encryption

judge(encrypted, state) := found if {
	found := ebs_volume_encryption.deny with input as {"attributes": {"encrypted": encrypted, "state": state}}
}

test_encrypted_passes if judge(true, "in-use") == set()

test_plain_fails if {
	judge(false, "in-use") == {{"path": "encrypted", "actual": false, "expected": true}}
	judge(false, "available") == {{"path": "encrypted", "actual": false, "expected": true}}
	judge(null, null) == {{"path": "encrypted", "actual": null, "expected": true}}
	judge("true", "error") == {{"path": "encrypted", "actual": "true", "expected": true}}
}

test_volumes_on_their_way_out_pass if {
	judge(false, "deleting") == set()
	judge(false, "deleted") == set()
}
