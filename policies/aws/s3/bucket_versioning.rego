# METADATA
# title: S3 buckets keep object versions
# description: >-
#   Without versioning one overwrite or delete, by mistake or by an intruder,
#   destroys the only copy of an object.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# custom:
#   id: aws-s3-bucket-versioning
#   severity: medium
#   kinds: [aws.s3.bucket]
#   spec: [S3-4]
#   aliases: [s3_bucket_object_versioning]
#   frameworks: {soc2: ["A1.2"], nist-800-53-r5: ["CP-9"], aws-fsbp: ["S3.14"]}
#   remediation: approval
package aws.s3.bucket_versioning

import data.lib.finding

deny contains finding.new("versioning.status", status, "Enabled") if {
	status := object.get(input.attributes, ["versioning", "status"], null)
	status != "Enabled"
}
