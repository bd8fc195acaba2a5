# METADATA
# title: S3 multi-region access points block public access with all four switches
# description: >-
#   Such an access point leads to buckets in several regions at once. With a switch off, one careless
#   policy publishes all of them. The switches are set once, when the access point is made.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html
# custom:
#   id: aws-s3-multi-region-access-point-public-access-block
#   severity: high
#   kinds: [aws.s3.multi_region_access_point]
#   spec: [S3-3]
#   aliases: [s3_multi_region_access_point_public_access_block]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["S3.24"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.s3.multi_region_access_point_public_access_block

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
