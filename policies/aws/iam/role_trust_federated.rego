# METADATA
# title: IAM roles take tokens only of named repositories, pools and audiences
# description: >-
#   Every customer of GitHub, Google or Cognito gets tokens from the same issuer. A role that trusts
#   the issuer without asking for whom the token was made can be assumed from a stranger's repository
#   or app.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
# custom:
#   id: aws-iam-role-trust-federated
#   severity: high
#   kinds: [aws.iam.role]
#   spec: [IAM-1]
#   remediation: manual
package aws.iam.role_trust_federated

import data.lib.finding
import data.lib.iam_trust

deny contains finding.new("assume_role_policy", provider, "a condition on the audience or subject that names whom it means") if {
	object.get(input.attributes, ["service_linked"], null) != true
	some statement in iam_trust.assuming(object.get(input.attributes, ["assume_role_policy"], null))
	some provider in iam_trust.unbound_providers(statement, data.spec.iam.oidc_issuers)
}
