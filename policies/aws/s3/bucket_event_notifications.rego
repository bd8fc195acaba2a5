# METADATA
# title: S3 buckets tell somebody of their events
# description: >-
#   When a nightly backup does not arrive, or somebody empties the bucket, nothing happens: no
#   message, no alarm. It is noticed on the day the backup is needed.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
# custom:
#   id: aws-s3-bucket-event-notifications
#   severity: low
#   kinds: [aws.s3.bucket]
#   spec: [S3-7]
#   aliases: [s3_bucket_event_notifications_enabled]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"]
#     iso27001-2022: ["A.8.15"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-12"]
#     pci-dss-4.0: ["10.2.1"]
#     soc2: ["CC7.2"]
package aws.s3.bucket_event_notifications

import data.lib.bucket
import data.lib.finding
import data.lib.list

deny contains finding.new("notification", object.get(input.attributes, ["notification"], null), wanted) if {
	bucket.demanded(data.spec.s3.demands.event_notifications, input)
	wanted := sprintf("a notification to one of: %s", [concat(", ", data.spec.s3.notification_targets)])
	counted := [target | some target in data.spec.s3.notification_targets; target in told]
	count(counted) == 0
}

told contains "topic" if count(list.of(object.get(input.attributes, ["notification", "topic_arns"], null))) > 0

told contains "queue" if count(list.of(object.get(input.attributes, ["notification", "queue_arns"], null))) > 0

told contains "lambda" if count(list.of(object.get(input.attributes, ["notification", "lambda_function_arns"], null))) > 0

told contains "eventbridge" if object.get(input.attributes, ["notification", "eventbridge"], null) == true
