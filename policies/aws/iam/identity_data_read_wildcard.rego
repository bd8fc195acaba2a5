# METADATA
# title: Inline IAM policies limit whose files and secrets can be read
# description: >-
#   Reading every object, secret or parameter of the account is all that a thief needs: the data are
#   gone without one change that anybody could notice, and the secrets open what lies behind.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: aws-iam-identity-data-read-wildcard
#   severity: medium
#   kinds: [aws.iam.role, aws.iam.user, aws.iam.group]
#   remediation: manual
package aws.iam.identity_data_read_wildcard

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.unlimited_actions(iam_limits.inline(input.attributes), data.spec.iam.data_read_actions, "reading of named resources")
}
