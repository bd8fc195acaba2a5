package aws.cloudtrail.trail_bucket_public_access_test

import data.aws.cloudtrail.trail_bucket_public_access as policy

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

open_policy := {"Statement": [{"Sid": "All", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}

open_acl := {"grants": [{"grantee_type": "Group", "grantee_uri": "http://acs.amazonaws.com/groups/global/AllUsers", "permission": "READ"}]}

block(policies, acls) := {"restrict_public_buckets": policies, "ignore_public_acls": acls}

account_block(policies, acls) := {"aws.s3.account_public_access_block": {"1": {"attributes": block(policies, acls)}}}

test_closed_bucket_passes if {
	judge({"policy": null, "acl": {"grants": [{"grantee_type": "CanonicalUser", "grantee_uri": null, "permission": "FULL_CONTROL"}]}}) == set()
	judge({}) == set()
	judge({"acl": {"grants": [{"grantee_uri": "http://acs.amazonaws.com/groups/s3/LogDelivery", "permission": "WRITE"}]}}) == set()
}

test_open_policy_fails if {
	judge({"policy": open_policy}) == {{
		"path": "s3_bucket_name",
		"actual": "logs",
		"expected": "a bucket whose policy lets nobody in without a name",
		"because": "trail audit -> bucket logs -> policy statement All",
	}}
	count(judge({"policy": open_policy, "public_access_block": block(false, true)})) == 1
	count(judge({"policy": {"Statement": {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "*", "Resource": "*"}}})) == 1
}

test_open_list_fails if {
	judge({"acl": open_acl}) == {{
		"path": "s3_bucket_name",
		"actual": "logs",
		"expected": "a bucket whose access control list lets nobody in without a name",
		"because": "trail audit -> bucket logs -> READ is granted to http://acs.amazonaws.com/groups/global/AllUsers",
	}}
	count(judge({"acl": open_acl, "public_access_block": block(true, false)})) == 1
}

test_blocks_of_bucket_or_account_hold if {
	judge({"policy": open_policy, "acl": open_acl, "public_access_block": block(true, true)}) == set()
	judge_with({"policy": open_policy, "acl": open_acl, "public_access_block": null}, account_block(true, true)) == set()
	count(judge_with({"policy": open_policy, "acl": open_acl}, account_block(null, false))) == 2
}
