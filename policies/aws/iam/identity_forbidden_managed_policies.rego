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
package aws.iam.identity_forbidden_managed_policies

import data.lib.finding
import data.lib.list

deny contains finding.new("managed_policy_arns", arn, "not attached") if {
	some arn in list.of(object.get(input.attributes, ["managed_policy_arns"], null))
	some name in data.spec.iam.forbidden_managed_policies
	endswith(arn, sprintf(":iam::aws:policy/%s", [name]))
}
