# METADATA
# title: Log groups keep events for the stated time
# description: >-
#   A log that expires after a few days is gone when the break-in is found, which takes months. A
#   log that never expires keeps personal data and costs for ever, because nobody ever decided about
#   it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# custom:
#   id: aws-logs-log-group-retention
#   severity: medium
#   kinds: [aws.logs.log_group]
#   spec: [MON-3]
#   aliases:
#     - cloudwatch_log_group_retention_policy_specific_days_enabled
#   remediation: guarded
#   frameworks:
#     hipaa: ["164.312(b)"]
#     iso27001-2022: ["A.5.33", "A.8.15"]
#     nist-800-53-r5: ["AU-6(3)", "AU-6(4)", "AU-10", "AU-11", "AU-14", "CA-7", "SI-12"]
#     pci-dss-4.0: ["3.2.1", "10.5.1"]
#     soc2: ["C1.2", "CC7.2", "CC7.3"]
package aws.logs.log_group_retention

import data.lib.finding

deny contains finding.new("retention_in_days", days, data.spec.logs.min_retention_days) if {
	judged
	is_number(days)
	days < data.spec.logs.min_retention_days
}

deny contains finding.new("retention_in_days", null, data.spec.logs.min_retention_days) if {
	judged
	not is_number(days)
	data.spec.logs.allow_never_expire == false
}

days := object.get(input.attributes, ["retention_in_days"], null)

# Groups of the class for delivery hold events for two days, and nothing can be set.
judged if object.get(input.attributes, ["log_group_class"], null) != "DELIVERY"
