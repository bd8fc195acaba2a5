# METADATA
# title: IAM roles have a permissions boundary
# description: >-
#   Without a boundary, one policy too many makes a role powerful without limit, also by mistake. A
#   boundary holds whatever is attached later. The spec says whether one is demanded, and which.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
# custom:
#   id: aws-iam-role-permissions-boundary
#   severity: low
#   kinds: [aws.iam.role]
#   remediation: manual
package aws.iam.role_permissions_boundary

import data.lib.finding

deny contains finding.new("permissions_boundary", boundary, sprintf("one of %s", [concat(", ", accepted)])) if {
	count(accepted) > 0
	object.get(input.attributes, ["service_linked"], null) != true
	not bounded
}

accepted := data.spec.iam.permissions_boundaries

boundary := object.get(input.attributes, ["permissions_boundary"], null)

bounded if {
	is_string(boundary)
	some name in accepted
	endswith(boundary, sprintf(":policy/%s", [name]))
}
