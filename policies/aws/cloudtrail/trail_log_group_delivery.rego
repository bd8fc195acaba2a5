# METADATA
# title: Events of trails reach their log group without delay
# description: >-
#   A trail that writes to a bucket only is read after the fact. One whose log group has not been
#   reached for hours, because its role or its group is gone, sets off no alarm any more.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
# custom:
#   id: aws-cloudtrail-trail-log-group-delivery
#   severity: low
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
#   aliases:
#     - cloudtrail_cloudwatch_logging_enabled
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["CloudTrail.5"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15", "A.8.16"]
#     nist-800-53-r5: ["AC-2(4)", "AC-6(9)", "AU-2", "AU-3", "AU-4(1)", "AU-6(1)", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)",
#       "CM-6", "SI-4", "SI-4(2)", "SI-4(20)"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1", "10.4.1.1",
#       "11.5.2", "12.10.5"]
#     soc2: ["CC7.2", "CC7.3"]
package aws.cloudtrail.trail_log_group_delivery

import data.lib.finding
import data.lib.time as clock

deny contains finding.new("cloud_watch_logs_group_arn", null, "a log group") if not named(group)

deny contains finding.new("latest_cloud_watch_logs_delivery_time", delivered, wanted) if {
	named(group)
	not recent(delivered)
}

deny contains finding.new("latest_cloud_watch_logs_delivery_error", error, null) if {
	named(group)
	error := object.get(input.attributes, ["latest_cloud_watch_logs_delivery_error"], null)
	error != null
}

group := object.get(input.attributes, ["cloud_watch_logs_group_arn"], null)

delivered := object.get(input.attributes, ["latest_cloud_watch_logs_delivery_time"], null)

wanted := sprintf("at most %d hours before the facts were collected", [data.spec.cloudtrail.max_delivery_hours])

named(arn) if {
	is_string(arn)
	arn != ""
}

recent(moment) if {
	clock.is_moment(moment)
	clock.days_since(moment) * 24 <= data.spec.cloudtrail.max_delivery_hours
}
