# METADATA
# title: Topics that alarms act on have a key that alarms can use
# description: >-
#   CloudWatch must not use the key that AWS manages for SNS. An alarm that acts on a topic with
#   that key goes off, but its message is lost, and the first who learns of it is a customer.
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
# custom:
#   id: aws-sns-topic-alarm-key
#   severity: high
#   kinds: [aws.sns.topic]
#   spec: [MON-2]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["AU-5", "CA-7", "SI-4"]
#     pci-dss-4.0: ["10.7.2"]
#     soc2: ["A1.1", "CC7.2"]
package aws.sns.topic_alarm_key

import data.facts.alarms
import data.lib.finding

deny contains finding.new("kms_master_key_id", key, "a key of the account that CloudWatch may use") if {
	key := object.get(input.attributes, ["kms_master_key_id"], null)
	is_string(key)
	regex.match(`(^|:)alias/aws/sns$`, key)
	object.get(input.attributes, ["arn"], null) in alarms.acted_on
}
