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
