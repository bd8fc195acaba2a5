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
#   frameworks:
#     aws-fsbp: ["S3.1"]
#     cis-aws-foundations: ["3.1.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-6", "SC-7", "SC-7(3)", "SC-7(11)", "SC-7(16)", "SC-7(20)", "SC-7(21)"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
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
