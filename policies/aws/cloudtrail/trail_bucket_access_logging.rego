# METADATA
# title: Buckets of trails record who reads them
# description: >-
#   The audit log tells an intruder what is watched and what is not. Without access logs on its
#   bucket nobody sees that it was read, copied or deleted.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# custom:
#   id: aws-cloudtrail-trail-bucket-access-logging
#   severity: medium
#   kinds: [aws.cloudtrail.trail]
#   aliases:
#     - cloudtrail_logs_s3_bucket_access_logging_enabled
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["4.4"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.33", "A.8.15"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-9", "AU-12", "SI-7"]
#     pci-dss-4.0: ["10.2.1", "10.3.2", "10.3.4"]
#     soc2: ["CC7.2"]
package aws.cloudtrail.trail_bucket_access_logging

import data.facts.trails
import data.lib.finding

deny contains finding.because("s3_bucket_name", name, "a bucket with access logging", reason) if {
	target := object.get(bucket, ["logging", "target_bucket"], null)
	target == null
	reason := sprintf("trail %v -> bucket %v -> no logging", [input.name, name])
}

# The bucket of another account, or of another region, is not held.
deny contains finding.unread("s3_bucket_name", message) if {
	message := trails.bucket_unread[input.id]
}

name := object.get(input.attributes, ["s3_bucket_name"], null)

bucket := data.snapshot["aws.s3.bucket"][name].attributes
