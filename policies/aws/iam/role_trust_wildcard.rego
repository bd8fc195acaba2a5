# METADATA
# title: IAM roles name who may assume them
# description: >-
#   A role whose trust policy takes every principal can be assumed from any AWS account in the
#   world; attackers try well-known role names in bulk. An external id does not help, since AWS
#   does not treat it as a secret: name the accounts, or tie the caller to an organization.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
# custom:
#   id: aws-iam-role-trust-wildcard
#   severity: critical
#   kinds: [aws.iam.role]
#   spec: [IAM-1]
#   frameworks: {nist-800-53-r5: ["AC-3", "AC-6"], soc2: ["CC6.1", "CC6.3"]}
#   certain: true
package aws.iam.role_trust_wildcard

import data.lib.finding
import data.lib.iam

deny contains finding.new("assume_role_policy", statement, wanted) if {
	wanted := "no statement that trusts everyone without a narrowing condition"
	some statement in iam.open_statements(object.get(input.attributes, ["assume_role_policy"], null))
}
