# METADATA
# title: Policies of CloudWatch Logs let nobody in without a name
# description: >-
#   Such a policy holds for all log groups of the region that it names. Open to everybody, it lets
#   strangers read what the applications log, or fill the log with lines that hide their own.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
# custom:
#   id: aws-logs-resource-policy-public
#   severity: high
#   kinds: [aws.logs.resource_policy]
#   aliases:
#     - cloudwatch_log_group_not_publicly_accessible
#   remediation: manual
#   certain: true
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12", "A.8.15"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.logs.resource_policy_public

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy_document", statement, wanted) if {
	wanted := "no statement that allows everyone without a narrowing condition"
	some statement in iam.open_statements(object.get(input.attributes, ["policy_document"], null))
}
