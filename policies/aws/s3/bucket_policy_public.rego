# METADATA
# title: S3 bucket policies let nobody in without naming them
# description: >-
#   A statement that allows every principal, and no condition that ties the caller to an account,
#   organization or network, lets anyone on the internet do what it allows: read the files,
#   replace them, or fill the bucket at your cost. A Deny elsewhere in the policy is not weighed.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
# custom:
#   id: aws-s3-bucket-policy-public
#   severity: critical
#   kinds: [aws.s3.bucket]
#   spec: [S3-3]
#   aliases: [s3_bucket_public_access, s3_bucket_policy_public_write_access]
#   frameworks:
#     aws-fsbp: ["S3.2", "S3.3"]
#     cis-aws-foundations: ["2.21", "3.1.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-6", "SC-7", "SC-7(3)", "SC-7(11)", "SC-7(16)", "SC-7(20)", "SC-7(21)"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
#   remediation: approval
#   certain: true
package aws.s3.bucket_policy_public

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, wanted) if {
	wanted := "no statement that allows everyone without a narrowing condition"
	some statement in iam.open_statements(object.get(input.attributes, ["policy"], null))
}
