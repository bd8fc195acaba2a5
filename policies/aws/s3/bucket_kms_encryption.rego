# METADATA
# title: S3 buckets encrypt new objects with a KMS key
# description: >-
#   With keys of S3 itself, everybody who may read the bucket reads the plain data. A KMS key is a
#   second lock with a policy and a log of its own: an intruder with a stolen S3 permission is
#   stopped there, and seen.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
# custom:
#   id: aws-s3-bucket-kms-encryption
#   severity: medium
#   kinds: [aws.s3.bucket]
#   aliases: [s3_bucket_kms_encryption]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1"]
package aws.s3.bucket_kms_encryption

import data.lib.bucket
import data.lib.finding

deny contains finding.new("server_side_encryption.sse_algorithm", algorithm, ["aws:kms", "aws:kms:dsse"]) if {
	bucket.demanded(data.spec.s3.demands.kms_encryption, input)
	algorithm := object.get(input.attributes, ["server_side_encryption", "sse_algorithm"], null)
	not algorithm in {"aws:kms", "aws:kms:dsse"}
}
