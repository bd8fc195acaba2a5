package aws.cloudtrail.trail_bucket_mfa_delete_test

import data.aws.cloudtrail.trail_bucket_mfa_delete as policy

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

test_mfa_delete_passes if judge({"versioning": {"status": "Enabled", "mfa_delete": "Enabled"}}) == set()

test_no_mfa_delete_fails if {
	judge({"versioning": {"status": "Enabled", "mfa_delete": "Disabled"}}) == {{
		"path": "s3_bucket_name",
		"actual": "logs",
		"expected": "a bucket with versions and MFA delete",
		"because": "trail audit -> bucket logs -> versioning Enabled, MFA delete Disabled",
	}}
	count(judge({"versioning": null})) == 1
	count(judge({})) == 1
}

test_mfa_delete_without_versions_fails if count(judge({"versioning": {"status": "Suspended", "mfa_delete": "Enabled"}})) == 1
