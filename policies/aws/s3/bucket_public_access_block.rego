# METADATA
# title: S3 buckets block public access with all four switches
# description: >-
#   The public access block is the net below every policy and ACL. With one of its switches off,
#   a single careless policy or upload publishes the bucket, and scanners that try bucket names
#   all day find it within hours.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: aws-s3-bucket-public-access-block
#   severity: high
#   kinds: [aws.s3.bucket]
#   spec: [S3-3]
#   aliases: [s3_bucket_level_public_access_block]
#   frameworks: {soc2: ["CC6.1", "CC6.6"], nist-800-53-r5: ["AC-3", "SC-7"], cis-aws-3.0: ["2.1.4"], aws-fsbp: ["S3.8"]}
#   remediation: approval
package aws.s3.bucket_public_access_block

import data.lib.finding

deny contains finding.new("public_access_block.block_public_acls", flag, true) if {
	flag := object.get(input.attributes, ["public_access_block", "block_public_acls"], null)
	flag != true
}

deny contains finding.new("public_access_block.block_public_policy", flag, true) if {
	flag := object.get(input.attributes, ["public_access_block", "block_public_policy"], null)
	flag != true
}

deny contains finding.new("public_access_block.ignore_public_acls", flag, true) if {
	flag := object.get(input.attributes, ["public_access_block", "ignore_public_acls"], null)
	flag != true
}

deny contains finding.new("public_access_block.restrict_public_buckets", flag, true) if {
	flag := object.get(input.attributes, ["public_access_block", "restrict_public_buckets"], null)
	flag != true
}
