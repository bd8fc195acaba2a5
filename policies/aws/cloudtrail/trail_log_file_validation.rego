# METADATA
# title: Trails sign their log files
# description: >-
#   Who gets into the bucket can take the lines about themselves out of the log. With digests the
#   gap shows; without them the altered file is as good as the true one.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
# custom:
#   id: aws-cloudtrail-trail-log-file-validation
#   severity: medium
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
#   aliases:
#     - cloudtrail_log_file_validation_enabled
#   remediation: automatic
#   certain: true
package aws.cloudtrail.trail_log_file_validation

import data.lib.finding

deny contains finding.new("enable_log_file_validation", validation, true) if {
	validation := object.get(input.attributes, ["enable_log_file_validation"], null)
	validation != true
}
