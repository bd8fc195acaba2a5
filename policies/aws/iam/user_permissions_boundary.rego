# METADATA
# title: IAM users have a permissions boundary
# description: >-
#   Without a boundary, one policy too many makes a user powerful without limit, also by mistake. A
#   boundary holds whatever is attached later. The spec says whether one is demanded, and which.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
# custom:
#   id: aws-iam-user-permissions-boundary
#   severity: low
#   kinds: [aws.iam.user]
#   remediation: manual
package aws.iam.user_permissions_boundary

import data.lib.finding

deny contains finding.new("permissions_boundary", boundary, sprintf("one of %s", [concat(", ", accepted)])) if {
	count(accepted) > 0
	not bounded
}

accepted := data.spec.iam.permissions_boundaries

boundary := object.get(input.attributes, ["permissions_boundary"], null)

bounded if {
	is_string(boundary)
	some name in accepted
	endswith(boundary, sprintf(":policy/%s", [name]))
}
