# METADATA
# title: IAM roles trust only accounts that the spec names
# description: >-
#   A trust in another account outlives the project that it was made for. Whoever breaks into that
#   account, or takes it over when it is closed and forgotten, walks into yours and looks like a
#   guest.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
# custom:
#   id: aws-iam-role-trust-external-accounts
#   severity: high
#   kinds: [aws.iam.role]
#   spec: [IAM-1]
#   remediation: manual
package aws.iam.role_trust_external_accounts

import data.lib.finding
import data.lib.iam_trust

deny contains finding.new("assume_role_policy", found.principal, "principals of accounts that the spec names") if {
	object.get(input.attributes, ["service_linked"], null) != true
	some statement in iam_trust.assuming(object.get(input.attributes, ["assume_role_policy"], null))
	some found in iam_trust.foreign(statement, input.scope.account, array.concat(data.spec.iam.trusted_accounts, data.spec.iam.third_party_accounts))
}
