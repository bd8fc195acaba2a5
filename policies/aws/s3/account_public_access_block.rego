# METADATA
# title: Accounts block public access to S3 with all four switches
# description: >-
#   The block of the account holds for every bucket and access point, those of tomorrow included.
#   Without it each new bucket is one careless policy, ACL or script away from the internet.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html
# custom:
#   id: aws-s3-account-public-access-block
#   severity: high
#   kinds: [aws.s3.account_public_access_block]
#   spec: [S3-3]
#   aliases: [s3_account_level_public_access_blocks]
#   remediation: approval
package aws.s3.account_public_access_block

import data.lib.finding

deny contains finding.new("block_public_acls", flag, true) if {
	flag := object.get(input.attributes, ["block_public_acls"], null)
	flag != true
}

deny contains finding.new("block_public_policy", flag, true) if {
	flag := object.get(input.attributes, ["block_public_policy"], null)
	flag != true
}

deny contains finding.new("ignore_public_acls", flag, true) if {
	flag := object.get(input.attributes, ["ignore_public_acls"], null)
	flag != true
}

deny contains finding.new("restrict_public_buckets", flag, true) if {
	flag := object.get(input.attributes, ["restrict_public_buckets"], null)
	flag != true
}
