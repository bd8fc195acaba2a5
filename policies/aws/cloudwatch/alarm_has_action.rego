# METADATA
# title: Alarms do something when they go off
# description: >-
#   An alarm without an action goes off in silence: the outage or the attack goes on until a
#   customer calls. An alarm that a composite alarm watches speaks through that one.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html
# custom:
#   id: aws-cloudwatch-alarm-has-action
#   severity: high
#   kinds: [aws.cloudwatch.metric_alarm, aws.cloudwatch.composite_alarm]
#   aliases:
#     - cloudwatch_alarm_actions_alarm_state_configured
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["AU-5", "CA-7", "SI-4"]
#     pci-dss-4.0: ["10.4.1", "10.4.1.1", "10.7.2", "11.5.2", "12.10.5"]
#     soc2: ["A1.1", "CC7.2"]
package aws.cloudwatch.alarm_has_action

import data.facts.alarms
import data.lib.finding
import data.lib.list

deny contains finding.new("alarm_actions", [], "at least one action") if {
	count(list.of(object.get(input.attributes, ["alarm_actions"], null))) == 0
	not input.id in alarms.watched
	not object.get(input, ["arn"], null) in alarms.watched
}
