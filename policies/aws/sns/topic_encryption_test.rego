package aws.sns.topic_encryption_test

import data.aws.sns.topic_encryption as policy

judge(key, aws_managed) := found if {
	found := policy.deny with input as {"attributes": {"kms_master_key_id": key}}
		with data.spec as {"sns": {"allow_aws_managed_key": aws_managed}}
}

test_key_passes if {
	judge("arn:aws:kms:us-east-1:111122223333:key/1", false) == set()
	judge("alias/aws/sns", true) == set()
	judge("alias/mine/aws/sns", false) == set()
}

test_no_key_fails if {
	judge(null, true) == {{"path": "kms_master_key_id", "actual": null, "expected": "a KMS key"}}
	count(judge("", false)) == 1
}

test_key_of_aws_is_up_to_the_spec if {
	judge("alias/aws/sns", false) == {{"path": "kms_master_key_id", "actual": "alias/aws/sns", "expected": "a key of the account"}}
	count(judge("arn:aws:kms:us-east-1:111122223333:alias/aws/sns", false)) == 1
}
