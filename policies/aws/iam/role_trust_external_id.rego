# METADATA
# title: IAM roles that others assume demand an external id
# description: >-
#   A vendor acts in the accounts of many customers with one identity. Without an external id, another
#   customer can give the vendor the name of your role as if it were theirs, and gets shown your data.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: aws-iam-role-trust-external-id
#   severity: medium
#   kinds: [aws.iam.role]
#   remediation: manual
package aws.iam.role_trust_external_id

import data.lib.finding
import data.lib.iam_trust

deny contains finding.new("assume_role_policy", found.principal, "a condition on sts:ExternalId or aws:PrincipalOrgID") if {
	object.get(input.attributes, ["service_linked"], null) != true
	some statement in iam_trust.assuming(object.get(input.attributes, ["assume_role_policy"], null))
	not iam_trust.bound_by(statement, {"sts:externalid", "aws:principalorgid"})
	some found in iam_trust.foreign(statement, input.scope.account, data.spec.iam.trusted_accounts)
}
