package aws.cloudtrail.trail_bucket_access_logging_test

import data.aws.cloudtrail.trail_bucket_access_logging as policy

trail := {"id": "t", "name": "audit", "attributes": {"s3_bucket_name": "logs"}}

trails := {"aws.cloudtrail.trail": {"t": trail}}

judge(bucket) := judge_with(bucket, {})

judge_with(bucket, more) := found if {
	held := object.union_n([trails, {"aws.s3.bucket": {"logs": {"id": "logs", "attributes": bucket}}}, more])
	found := policy.deny with input as trail with data.snapshot as held
}

test_bucket_elsewhere_is_unread if {
	unread := {"path": "s3_bucket_name", "unread": "bucket logs is not among those of this account in the region"}
	found := policy.deny with input as trail with data.snapshot as trails
	found == {unread}
	others := policy.deny with input as trail with data.snapshot as object.union(trails, {"aws.s3.bucket": {"x": {"id": "x", "attributes": {}}}})
	others == {unread}
}

test_logging_passes if judge({"logging": {"target_bucket": "access", "target_prefix": ""}}) == set()

test_no_logging_fails if {
	expected := {{
		"path": "s3_bucket_name",
		"actual": "logs",
		"expected": "a bucket with access logging",
		"because": "trail audit -> bucket logs -> no logging",
	}}
	judge({"logging": null}) == expected
	judge({}) == expected
	judge({"logging": {"target_bucket": null}}) == expected
}
