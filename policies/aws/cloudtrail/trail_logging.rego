# METADATA
# title: Trails are logging and reach their bucket
# description: >-
#   Stopping the log is what an intruder does first, and it takes one call. A trail that is there
#   but does not log, or whose bucket refuses it, looks like an audit log and is none.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html
# custom:
#   id: aws-cloudtrail-trail-logging
#   severity: high
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
#   remediation: approval
#   certain: true
package aws.cloudtrail.trail_logging

import data.lib.finding

deny contains finding.new("enable_logging", logging, true) if {
	logging := object.get(input.attributes, ["enable_logging"], null)
	logging != true
}

deny contains finding.new("latest_delivery_error", error, null) if {
	error := object.get(input.attributes, ["latest_delivery_error"], null)
	error != null
}
