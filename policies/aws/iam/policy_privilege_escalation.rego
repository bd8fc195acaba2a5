# METADATA
# title: Customer managed IAM policies lead to no more rights than they state
# description: >-
#   Whoever may rewrite policies, hand out keys of others or start programs under any role makes
#   themselves an administrator in one or two calls, although no policy says administrator. Such a
#   holder is the first that an intruder looks for.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: aws-iam-policy-privilege-escalation
#   severity: high
#   kinds: [aws.iam.policy]
#   spec: [IAM-1]
#   remediation: manual
#   aliases: [iam_policy_allows_privilege_escalation]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.policy_privilege_escalation

import data.facts.iam as known
import data.facts.iam_escalation as rights
import data.lib.iam_escalation

deny contains found if {
	object.get(input.attributes, ["aws_managed"], null) != true
	not input.arn in known.administrator_policies
	held := [{"path": "policy", "origin": "the policy's", "reading": rights.readings[input.arn]}]
	some found in iam_escalation.findings(held, {"policy": {input.arn}}, null)
}
