# METADATA
# title: IAM policies do not let the holder buy anything on offer
# description: >-
#   A subscription binds the account to pay, sometimes for a year, and brings software of strangers
#   into it. One stolen key is then a bill, not only a leak.
# related_resources:
#   - https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html
# custom:
#   id: aws-iam-policy-marketplace-purchase
#   severity: medium
#   kinds: [aws.iam.policy]
#   remediation: manual
#   aliases: [iam_policy_no_wildcard_marketplace_subscribe]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.policy_marketplace_purchase

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.unlimited_actions(iam_limits.managed(input.attributes), data.spec.iam.purchase_actions, "purchases of named products, or none")
}
