package aws.s3.bucket_predictable_name_test

import data.aws.s3.bucket_predictable_name as policy

names := ["aws-glue-assets-<account>-<region>", "cf-templates-*-<region>"]

held(id, owner) := {"id": id, "scope": {"account": "111122223333", "region": "us-east-1"}, "attributes": {"acl": {"owner_id": owner}}}

judge(bucket, others) := found if {
	found := policy.deny with input as bucket
		with data.snapshot as {"aws.s3.bucket": object.union({bucket.id: bucket}, others)}
		with data.spec as {"s3": {"predictable_names": names}}
}

mine := {"files": held("files", "me")}

glue := "aws-glue-assets-111122223333-us-east-1"

failure(owner) := {{"path": "acl.owner_id", "actual": owner, "expected": "the owner of the other buckets"}}

test_own_bucket_passes if {
	judge(held(glue, "me"), mine) == set()
	judge(held("cf-templates-abc123-us-east-1", "me"), mine) == set()
}

test_foreign_bucket_fails if {
	judge(held(glue, "stranger"), mine) == failure("stranger")
	judge(held("cf-templates-abc123-us-east-1", "stranger"), mine) == failure("stranger")
}

test_another_shadow_bucket_is_no_witness if {
	others := {"cf-templates-x-us-east-1": held("cf-templates-x-us-east-1", "stranger")}
	judge(held(glue, "stranger"), object.union(mine, others)) == failure("stranger")
	judge(held(glue, "stranger"), others) == {{"path": "acl.owner_id", "unread": "there is no other bucket whose owner could be compared"}}
}

test_unknown_owner_is_unread if {
	judge(held(glue, null), mine) == {{"path": "acl.owner_id", "unread": "the owner of the bucket is not known"}}
}

test_other_names_are_left_alone if {
	judge(held("files", "stranger"), {"more": held("more", "me")}) == set()
	judge(held("aws-glue-assets-111122223333-eu-west-1", "stranger"), mine) == set()
	judge(held("aws-glue-assets-444455556666-us-east-1", "stranger"), mine) == set()
	judge(held("aws-glue-assets-111122223333-us-east-1x", "stranger"), mine) == set()
}
