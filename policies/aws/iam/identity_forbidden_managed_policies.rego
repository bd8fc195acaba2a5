# METADATA
# title: No identity has a forbidden AWS managed policy
# description: >-
#   CloudShell with all its rights gives whoever takes over a console session a machine with the tools
#   and keys of the user, from which files leave the account unseen. The spec names the policies.
# related_resources:
#   - https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html
# custom:
#   id: aws-iam-identity-forbidden-managed-policies
#   severity: medium
#   kinds: [aws.iam.role, aws.iam.user, aws.iam.group]
#   remediation: manual
#   aliases: [iam_policy_cloudshell_admin_not_attached]
#   frameworks:
#     cis-aws-foundations: ["2.20"]
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3"]
#     soc2: ["CC6.3"]
package aws.iam.identity_forbidden_managed_policies

import data.lib.finding
import data.lib.list

deny contains finding.new("managed_policy_arns", arn, "not attached") if {
	some arn in list.of(object.get(input.attributes, ["managed_policy_arns"], null))
	some name in data.spec.iam.forbidden_managed_policies
	endswith(arn, sprintf(":iam::aws:policy/%s", [name]))
}
