# METADATA
# title: SNS subscriptions are confirmed by their receivers
# description: >-
#   Until the receiver follows the link that was mailed, nothing is sent. An alarm topic whose only
#   reader never did looks complete in the configuration and reaches nobody.
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
# custom:
#   id: aws-sns-subscription-confirmed
#   severity: low
#   kinds: [aws.sns.subscription]
#   spec: [MON-2]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["AU-5", "CA-7", "SI-4"]
#     pci-dss-4.0: ["10.7.2"]
#     soc2: ["A1.1", "CC7.2"]
package aws.sns.subscription_confirmed

import data.lib.finding

deny contains finding.new("pending_confirmation", pending, false) if {
	pending := object.get(input.attributes, ["pending_confirmation"], null)
	pending != false
}
