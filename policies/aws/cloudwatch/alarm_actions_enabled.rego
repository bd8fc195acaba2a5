# METADATA
# title: Alarms have their actions switched on
# description: >-
#   Actions are switched off for a migration or a noisy night, and nobody switches them on again.
#   The alarm still turns red on the page that nobody looks at, and no message is sent.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
# custom:
#   id: aws-cloudwatch-alarm-actions-enabled
#   severity: high
#   kinds: [aws.cloudwatch.metric_alarm, aws.cloudwatch.composite_alarm]
#   aliases:
#     - cloudwatch_alarm_actions_enabled
#   remediation: approval
#   certain: true
#   frameworks:
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["AU-5", "CA-7", "SI-4"]
#     pci-dss-4.0: ["10.7.2"]
#     soc2: ["A1.1", "CC7.2"]
package aws.cloudwatch.alarm_actions_enabled

import data.lib.finding

deny contains finding.new("actions_enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["actions_enabled"], null)
	enabled != true
}
