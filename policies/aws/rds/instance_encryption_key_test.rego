package aws.rds.instance_encryption_key_test

import data.aws.rds.instance_encryption_key

arn(account) := sprintf("arn:aws:kms:us-east-1:%v:key/k-1", [account])

keys(manager) := {"aws.kms.key": {"k-1": {"id": "k-1", "attributes": {"key_manager": manager}}}}

judge(attributes, own, held) := found if {
	found := instance_encryption_key.deny with input as {"scope": {"account": "111122223333"}, "attributes": attributes}
		with data.spec as {"rds": {"customer_managed_keys": own}}
		with data.snapshot as held
}

with_key(key) := {"engine": "postgres", "storage_encrypted": true, "kms_key_id": key}

failure(actual) := {{"path": "kms_key_id", "actual": actual, "expected": "a KMS key"}}

test_named_passes if judge(with_key(arn("111122223333")), false, {}) == set()

test_unnamed_fails if {
	judge(with_key(null), false, {}) == failure(null)
	judge(with_key(""), true, {}) == failure("")
	judge({"engine": "postgres", "storage_encrypted": true}, false, {}) == failure(null)
}

test_own_key_passes if {
	judge(with_key(arn("111122223333")), true, keys("CUSTOMER")) == set()
	judge(with_key("k-1"), true, keys("CUSTOMER")) == set()
}

test_key_of_aws_fails_where_own_ones_are_asked_for if {
	judge(with_key(arn("111122223333")), false, keys("AWS")) == set()
	judge(with_key(arn("111122223333")), true, keys("AWS")) == {{
		"path": "kms_key_id",
		"actual": arn("111122223333"),
		"expected": "a key of your own",
		"because": "key k-1 is managed by AWS",
	}}
}

test_key_of_another_account_passes if judge(with_key(arn("444455556666")), true, {}) == set()

test_key_that_is_not_known_is_unread if {
	judge(with_key(arn("111122223333")), true, {}) == {{"path": "kms_key_id", "unread": "key k-1 is not in the snapshot"}}
	judge(with_key("alias/aws/rds"), true, {}) == {{"path": "kms_key_id", "unread": "key rds is not in the snapshot"}}
}

test_plain_storage_is_judged_elsewhere if judge({"engine": "postgres", "storage_encrypted": false, "kms_key_id": null}, true, {}) == set()

test_members_are_judged_by_their_cluster if {
	judge({"storage_encrypted": true, "kms_key_id": null, "cluster_identifier": "c"}, true, {}) == set()
}
