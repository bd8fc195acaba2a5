# METADATA
# title: CloudWatch data is shared only with accounts that the spec names
# description: >-
#   The role that CloudWatch shares by lets whole accounts read metrics, logs and traces. Left
#   behind after a project, it goes on telling strangers how the system is built and what it logs.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html
# custom:
#   id: aws-cloudwatch-role-cross-account-sharing
#   severity: medium
#   kinds: [aws.iam.role]
#   aliases:
#     - cloudwatch_cross_account_sharing_disabled
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "AC-21", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.cloudwatch.role_cross_account_sharing

import data.lib.finding
import data.lib.iam
import data.lib.list

deny contains finding.new("assume_role_policy", principal, "an account that the spec names") if {
	lower(object.get(input.attributes, ["name"], input.id)) == "cloudwatch-crossaccountsharingrole"
	some statement in iam.allowing(object.get(input.attributes, ["assume_role_policy"], null))
	some principal in principals(statement)
	not trusted(principal)
}

principals(statement) := array.concat(
	list.of(object.get(statement, ["Principal", "AWS"], null)),
	everybody(statement),
)

everybody(statement) := [statement.Principal] if {
	is_string(object.get(statement, ["Principal"], null))
} else := []

trusted(principal) if account_of(principal) in data.spec.cloudwatch.sharing_accounts

trusted(principal) if account_of(principal) == input.scope.account

account_of(principal) := principal if {
	regex.match(`^[0-9]{12}$`, principal)
} else := split(principal, ":")[4] if {
	regex.match(`^arn:[^:]+:(iam|sts)::[0-9]{12}:`, principal)
}
