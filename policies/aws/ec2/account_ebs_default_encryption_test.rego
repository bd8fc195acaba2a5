package aws.ec2.account_ebs_default_encryption_test

import data.aws.ec2.account_ebs_default_encryption

judge(value) := found if {
	found := account_ebs_default_encryption.deny with input as {"attributes": {"ebs_encryption_by_default": value}}
}

test_on_passes if judge(true) == set()

test_off_fails if {
	judge(false) == {{"path": "ebs_encryption_by_default", "actual": false, "expected": true}}
	judge(null) == {{"path": "ebs_encryption_by_default", "actual": null, "expected": true}}
}
