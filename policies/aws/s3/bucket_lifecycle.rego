# METADATA
# title: S3 buckets have a lifecycle rule in force
# description: >-
#   Without a rule nothing is ever deleted: old versions, parts of broken uploads and data whose
#   time is over pile up, cost more every month, and are there to be stolen long after anybody needs
#   them.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
# custom:
#   id: aws-s3-bucket-lifecycle
#   severity: low
#   kinds: [aws.s3.bucket]
#   aliases: [s3_bucket_lifecycle_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["S3.13"]
#     hipaa: ["164.312(b)"]
#     iso27001-2022: ["A.5.33", "A.8.10"]
#     nist-800-53-r5: ["AU-11", "SI-12"]
#     pci-dss-4.0: ["3.2.1", "10.5.1"]
#     soc2: ["C1.2", "CC7.2"]
package aws.s3.bucket_lifecycle

import data.lib.bucket
import data.lib.finding

deny contains finding.new("lifecycle_rules", rules, "a rule that is enabled") if {
	bucket.demanded(data.spec.s3.demands.lifecycle, input)
	rules := object.get(input.attributes, ["lifecycle_rules"], null)
	count(bucket.enabled(rules)) == 0
}
