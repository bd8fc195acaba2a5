# METADATA
# title: IAM roles trust no identities that were deleted
# description: >-
#   Where a trust policy shows an id instead of a name, its user or role is gone. The entry lets
#   nobody in today, but hides whom the role was made for, and somebody will repair it by widening it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
# custom:
#   id: aws-iam-role-trust-deleted-principal
#   severity: low
#   kinds: [aws.iam.role]
#   remediation: manual
package aws.iam.role_trust_deleted_principal

import data.lib.finding
import data.lib.iam_trust

deny contains finding.new("assume_role_policy", principal, "principals that exist") if {
	object.get(input.attributes, ["service_linked"], null) != true
	some statement in iam_trust.assuming(object.get(input.attributes, ["assume_role_policy"], null))
	some principal in iam_trust.principals(statement, "AWS")
	iam_trust.deleted(principal)
}
