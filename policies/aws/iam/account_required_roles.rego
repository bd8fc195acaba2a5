# METADATA
# title: Roles for support and security audits exist
# description: >-
#   When an incident runs is no time to work out who may open a case with AWS or look at the settings:
#   people then take administrator access, because it works.
# related_resources:
#   - https://docs.aws.amazon.com/awssupport/latest/user/accessing-support.html
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html
# custom:
#   id: aws-iam-account-required-roles
#   severity: low
#   kinds: [aws.account]
#   remediation: manual
#   aliases: [iam_support_role_created, iam_securityaudit_role_created]
#   frameworks:
#     cis-aws-foundations: ["2.15"]
#     iso27001-2022: ["A.5.3"]
#     nist-800-53-r5: ["AC-5", "AC-6", "IR-7"]
#     pci-dss-4.0: ["7.2.1", "12.10.5"]
#     soc2: ["CC6.3", "CC7.4"]
package aws.iam.account_required_roles

import data.lib.finding
import data.lib.list

deny contains finding.because("account_id", null, sprintf("a role with the policy %s", [name]), reason) if {
	some name in data.spec.iam.required_role_policies
	not carried(name)
	reason := sprintf("no role of the account has the AWS managed policy %s attached", [name])
}

carried(name) if {
	some role in data.snapshot["aws.iam.role"]
	object.get(role.attributes, ["service_linked"], null) != true
	some arn in list.of(object.get(role.attributes, ["managed_policy_arns"], null))
	endswith(arn, sprintf(":iam::aws:policy/%s", [name]))
}
