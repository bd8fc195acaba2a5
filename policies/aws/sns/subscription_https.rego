# METADATA
# title: SNS does not send messages over plain HTTP
# description: >-
#   On the way to a plain HTTP endpoint anybody in between reads and changes the messages, and takes
#   the link that confirms the subscription or ends it.
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
# custom:
#   id: aws-sns-subscription-https
#   severity: high
#   kinds: [aws.sns.subscription]
#   aliases:
#     - sns_subscription_not_using_http_endpoints
#   remediation: manual
#   certain: true
#   frameworks:
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.sns.subscription_https

import data.lib.finding

deny contains finding.new("protocol", protocol, "https") if {
	protocol := object.get(input.attributes, ["protocol"], null)
	protocol == "http"
}
