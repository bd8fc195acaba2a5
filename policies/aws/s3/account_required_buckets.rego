# METADATA
# title: The buckets that the system is made of exist
# description: >-
#   A bucket that the design counts on and that is not there means that backups go nowhere or that
#   files were lost with it. In the worst case somebody else has taken the name since.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingBucket.html
# custom:
#   id: aws-s3-account-required-buckets
#   severity: high
#   kinds: [aws.account]
#   spec: [S3-1]
#   remediation: manual
package aws.s3.account_required_buckets

import data.lib.bucket
import data.lib.finding

deny contains finding.because("account_id", input.id, sprintf("a bucket of the role %s", [role]), reason) if {
	some role in data.spec.s3.required_roles
	not role in held_roles
	reason := "no bucket has a name or tags that the spec gives to the role"
}

held_roles contains role if {
	some held in data.snapshot["aws.s3.bucket"]
	some role in bucket.roles_of(held)
}
