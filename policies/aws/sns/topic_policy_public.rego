# METADATA
# title: SNS topics let nobody in without a name
# description: >-
#   Whoever may subscribe reads every message from then on; whoever may publish sends false orders
#   and false alarms to all who listen. Open to everybody, the topic's ARN is all it takes.
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
# custom:
#   id: aws-sns-topic-policy-public
#   severity: high
#   kinds: [aws.sns.topic]
#   aliases:
#     - sns_topics_not_publicly_accessible
#   remediation: manual
#   certain: true
#   frameworks:
#     aws-fsbp: ["SNS.4"]
#     cis-aws-foundations: ["2.21"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.sns.topic_policy_public

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, wanted) if {
	wanted := "no statement that allows everyone without a narrowing condition"
	some statement in iam.open_statements(object.get(input.attributes, ["policy"], null))
}
