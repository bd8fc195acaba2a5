# METADATA
# title: IAM policies let the holder assume only named roles
# description: >-
#   Permission to assume every role makes the trust policies the only lock: each role that trusts the
#   account as a whole, here or in another account, is open to the holder, also those made later.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
# custom:
#   id: aws-iam-policy-assume-role-wildcard
#   severity: high
#   kinds: [aws.iam.policy]
#   spec: [IAM-1]
#   remediation: manual
#   aliases: [iam_no_custom_policy_permissive_role_assumption]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.policy_assume_role_wildcard

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.unlimited_actions(iam_limits.managed(input.attributes), ["sts:AssumeRole"], "sts:AssumeRole on named roles")
}
