# METADATA
# title: S3 buckets encrypt new objects with an approved algorithm
# description: >-
#   Objects are stored as the bucket's default says unless an upload asks for something else.
#   Without an approved default, data lands on disk under an algorithm or key that nobody chose,
#   and whoever gets hold of the stored bytes may be able to read them.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
# custom:
#   id: aws-s3-bucket-encryption
#   severity: medium
#   kinds: [aws.s3.bucket]
#   spec: [S3-2]
#   aliases: [s3_bucket_default_encryption]
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CM-6", "CP-9(8)", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1"]
#   remediation: automatic
package aws.s3.bucket_encryption

import data.lib.finding

deny contains finding.new("server_side_encryption.sse_algorithm", algorithm, data.spec.s3.sse_algorithms) if {
	algorithm := object.get(input.attributes, ["server_side_encryption", "sse_algorithm"], null)
	not algorithm in data.spec.s3.sse_algorithms
}
