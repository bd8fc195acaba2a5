# METADATA
# title: S3 bucket policies let in no accounts but trusted ones
# description: >-
#   A statement for another account hands over part of the control: whoever runs or breaks into that
#   account reads, replaces or deletes your objects, and its owner, not you, decides who that is.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
# custom:
#   id: aws-s3-bucket-trusted-accounts
#   severity: high
#   kinds: [aws.s3.bucket]
#   spec: [S3-3]
#   aliases: [s3_bucket_cross_account_access]
#   remediation: manual
#   certain: true
#   frameworks:
#     aws-fsbp: ["S3.6"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.2.6", "7.3.1", "7.3.2", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.s3.bucket_trusted_accounts

import data.lib.finding
import data.lib.sharing

deny contains finding.new("policy", outsider, "principals of this account or of trusted ones") if {
	some outsider in sharing.outsiders(object.get(input.attributes, ["policy"], null), input.scope.account)
}
