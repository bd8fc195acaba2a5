# METADATA
# title: S3 buckets have ACLs switched off
# description: >-
#   With ACLs on, whoever uploads an object may own it and may open it to others, past the bucket
#   policy: you pay for files that you can neither read nor close, and a single upload with a public
#   ACL is a leak that no policy shows.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
# custom:
#   id: aws-s3-bucket-acl-disabled
#   severity: medium
#   kinds: [aws.s3.bucket]
#   spec: [S3-3]
#   aliases: [s3_bucket_acl_prohibited]
#   remediation: approval
package aws.s3.bucket_acl_disabled

import data.lib.finding

deny contains finding.new("object_ownership", ownership, "BucketOwnerEnforced") if {
	ownership := object.get(input.attributes, ["object_ownership"], null)
	ownership != "BucketOwnerEnforced"
}
