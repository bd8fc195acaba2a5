# METADATA
# title: S3 buckets log the requests they get
# description: >-
#   After a leak the question is who read which objects, and when. Without the access log there is
#   no answer, and you have to tell your customers that all of it may be gone. Buckets that receive
#   such logs are left out.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# custom:
#   id: aws-s3-bucket-access-logging
#   severity: medium
#   kinds: [aws.s3.bucket]
#   aliases: [s3_bucket_server_access_logging_enabled]
#   remediation: guarded
#   frameworks:
#     aws-fsbp: ["S3.9"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15"]
#     nist-800-53-r5: ["AC-2(4)", "AC-6(9)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)", "CM-6", "SI-4(2)",
#       "SI-4(20)"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2", "CC7.3"]
package aws.s3.bucket_access_logging

import data.facts.s3_logs as logs
import data.lib.bucket
import data.lib.finding

deny contains finding.new("logging.target_bucket", null, "a bucket that receives the log") if {
	bucket.demanded(data.spec.s3.demands.access_logging, input)
	target == null
	not input.id in logs.targets
}

# A bucket that logs into itself logs its own log, without end.
deny contains finding.new("logging.target_bucket", target, "another bucket") if {
	bucket.demanded(data.spec.s3.demands.access_logging, input)
	target == input.id
}

deny contains finding.unread("logging.target_bucket", sprintf("bucket %v, which should receive the log, is not in the snapshot", [target])) if {
	bucket.demanded(data.spec.s3.demands.access_logging, input)
	target != null
	not data.snapshot["aws.s3.bucket"][target].id
}

target := object.get(input.attributes, ["logging", "target_bucket"], null)
