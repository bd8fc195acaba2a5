# METADATA
# title: Inline IAM policies let the holder assume only named roles
# description: >-
#   Permission to assume every role makes the trust policies the only lock: each role that trusts the
#   account as a whole, here or in another account, is open to the holder, also those made later.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
# custom:
#   id: aws-iam-identity-assume-role-wildcard
#   severity: high
#   kinds: [aws.iam.role, aws.iam.user, aws.iam.group]
#   spec: [IAM-1]
#   remediation: manual
package aws.iam.identity_assume_role_wildcard

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.unlimited_actions(iam_limits.inline(input.attributes), ["sts:AssumeRole"], "sts:AssumeRole on named roles")
}
