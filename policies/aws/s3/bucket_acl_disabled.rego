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
#   frameworks:
#     aws-fsbp: ["S3.12"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.s3.bucket_acl_disabled

import data.lib.finding

deny contains finding.new("object_ownership", ownership, "BucketOwnerEnforced") if {
	ownership := object.get(input.attributes, ["object_ownership"], null)
	ownership != "BucketOwnerEnforced"
}
