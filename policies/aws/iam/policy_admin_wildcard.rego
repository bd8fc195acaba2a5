# METADATA
# title: IAM policies do not allow everything on every resource
# description: >-
#   Whoever takes over one identity that holds such a policy owns the account: they can read every
#   secret, delete every backup and lock you out. "All but a few actions" on every resource is
#   hardly less, since most of what is left leads back to the rest.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: aws-iam-policy-admin-wildcard
#   severity: high
#   kinds: [aws.iam.policy]
#   spec: [IAM-1]
#   aliases:
#     - iam_aws_attached_policy_no_administrative_privileges
#     - iam_customer_attached_policy_no_administrative_privileges
#     - iam_customer_unattached_policy_no_administrative_privileges
#   frameworks: {soc2: ["CC6.3"], nist-800-53-r5: ["AC-6"], cis-aws-3.0: ["1.16"], aws-fsbp: ["IAM.1"]}
#   certain: true
package aws.iam.policy_admin_wildcard

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, "no statement that allows everything on every resource") if {
	some statement in iam.admin_statements(object.get(input.attributes, ["policy"], null))
}
