# METADATA
# title: S3 access points block public access with all four switches
# description: >-
#   An access point has a policy and a block of its own. One with a switch off can open a bucket to
#   the internet that looks closed by its own settings. The switches are set once, when it is made.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
# custom:
#   id: aws-s3-access-point-public-access-block
#   severity: critical
#   kinds: [aws.s3.access_point]
#   spec: [S3-3]
#   aliases: [s3_access_point_public_access_block]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["S3.19"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.s3.access_point_public_access_block

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
