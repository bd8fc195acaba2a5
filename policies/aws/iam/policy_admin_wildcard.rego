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
#   frameworks:
#     aws-fsbp: ["IAM.1"]
#     cis-aws-foundations: ["2.14"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(i)", "164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(6)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6", "AC-6(2)", "AC-6(3)", "AC-6(10)", "AC-24",
#       "CM-5(1)", "CM-6"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
#   certain: true
package aws.iam.policy_admin_wildcard

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, "no statement that allows everything on every resource") if {
	some statement in iam.admin_statements(object.get(input.attributes, ["policy"], null))
}
