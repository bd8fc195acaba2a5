# METADATA
# title: Inline IAM policies let the holder pass only named roles to services
# description: >-
#   Whoever may pass any role can start a machine, a function or a task that runs as the most powerful
#   role of the account and do through it what they may not do themselves.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: aws-iam-identity-pass-role-wildcard
#   severity: high
#   kinds: [aws.iam.role, aws.iam.user, aws.iam.group]
#   spec: [IAM-1]
#   remediation: manual
package aws.iam.identity_pass_role_wildcard

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.unlimited_actions(iam_limits.inline(input.attributes), ["iam:PassRole"], "iam:PassRole on named roles")
}
