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
package aws.sns.topic_policy_public

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, wanted) if {
	wanted := "no statement that allows everyone without a narrowing condition"
	some statement in iam.open_statements(object.get(input.attributes, ["policy"], null))
}
