# METADATA
# title: IAM roles of other accounts do not read everything
# description: >-
#   ReadOnlyAccess reads the content of every bucket, table and queue, not only settings. Whoever
#   breaks into the other account, a vendor's for instance, copies all your data by reading.
# related_resources:
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
# custom:
#   id: aws-iam-role-cross-account-read-only
#   severity: high
#   kinds: [aws.iam.role]
#   remediation: manual
#   aliases: [iam_role_cross_account_readonlyaccess_policy]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "AC-6(10)", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.3.3"]
#     soc2: ["CC6.1", "CC6.3", "CC6.6"]
package aws.iam.role_cross_account_read_only

import data.lib.finding
import data.lib.iam
import data.lib.iam_trust
import data.lib.list

deny contains finding.because("managed_policy_arns", arn, "no policy that reads everything", reason) if {
	object.get(input.attributes, ["service_linked"], null) != true
	some statement in iam_trust.assuming(object.get(input.attributes, ["assume_role_policy"], null))
	some arn in list.of(object.get(input.attributes, ["managed_policy_arns"], null))
	some name in data.spec.iam.cross_account_forbidden_policies
	endswith(arn, sprintf(":iam::aws:policy/%s", [name]))
	some principal in outsiders(statement)
	reason := sprintf("role %v is assumed by %v", [input.id, principal])
}

outsiders(statement) := {found.principal | some found in iam_trust.foreign(statement, input.scope.account, data.spec.iam.trusted_accounts)} | {"everyone" |
	iam.lets_everyone_in(statement)
	not iam.narrowed(statement)
}
