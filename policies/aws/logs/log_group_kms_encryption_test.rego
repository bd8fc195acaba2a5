package aws.logs.log_group_kms_encryption_test

import data.aws.logs.log_group_kms_encryption as policy

judge(attributes, wanted) := found if {
	found := policy.deny with input as {"attributes": attributes}
		with data.spec as {"logs": {"customer_key": wanted}}
}

test_key_passes if judge({"kms_key_id": "arn:aws:kms:us-east-1:111122223333:key/1"}, true) == set()

test_no_key_fails if {
	judge({"kms_key_id": null}, true) == {{"path": "kms_key_id", "actual": null, "expected": "a KMS key"}}
	count(judge({"kms_key_id": ""}, true)) == 1
}

test_no_key_passes_where_the_spec_wants_none if judge({"kms_key_id": null}, false) == set()

test_groups_for_delivery_are_not_judged if judge({"kms_key_id": null, "log_group_class": "DELIVERY"}, true) == set()
