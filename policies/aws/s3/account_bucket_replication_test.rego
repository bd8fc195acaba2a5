package aws.s3.account_bucket_replication_test

import data.aws.s3.account_bucket_replication as policy

held(id, region, rules) := {"id": id, "tags": {}, "scope": {"region": region}, "attributes": {"replication_configuration": {"rule": rules}}}

to(name, status) := {"status": status, "destination_bucket": sprintf("arn:aws:s3:::%s", [name])}

judge(buckets) := found if {
	found := policy.deny with input as {"id": "111122223333", "attributes": {}}
		with data.snapshot as {"aws.s3.bucket": {bucket.id: bucket | some bucket in buckets}}
		with data.spec as {"s3": {"roles": [{"role": "data", "names": ["data*"], "tags": []}], "demands": {"replication": ["data"]}}}
}

failure(way) := {{"path": "account_id", "actual": "111122223333", "expected": "copies in another region", "because": way}}

away := held("copy", "eu-west-1", [])

near := held("near", "us-east-1", null)

test_copy_in_another_region_passes if {
	judge([held("data", "us-east-1", [to("copy", "Enabled")]), away]) == set()
	judge([held("data", "us-east-1", [to("near", "Enabled"), to("copy", "Enabled")]), away, near]) == set()
}

test_no_rule_fails if {
	expected := failure("bucket data of us-east-1 -> no replication rule that is enabled")
	judge([held("data", "us-east-1", null), away]) == expected
	judge([held("data", "us-east-1", [to("copy", "Disabled")]), away]) == expected
	judge([held("data", "us-east-1", [{"status": "Enabled", "destination_bucket": null}]), away]) == expected
}

test_same_region_fails if {
	judge([held("data", "us-east-1", [to("near", "Enabled")]), near]) == failure("bucket data of us-east-1 -> copied to near in the same region")
}

test_unknown_destination_is_unread if {
	judge([held("data", "us-east-1", [to("elsewhere", "Enabled")])]) == {{"path": "account_id", "unread": "bucket data is copied to elsewhere, which is not in the snapshot"}}
}

test_others_are_left_alone if judge([near, away]) == set()
