# METADATA
# title: IAM groups lead to no more rights than they were given
# description: >-
#   Every member of a group that may rewrite policies or start programs under other roles is an
#   administrator in disguise, and so is whoever takes over the weakest of them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: aws-iam-group-privilege-escalation
#   severity: high
#   kinds: [aws.iam.group]
#   spec: [IAM-1]
#   remediation: manual
#   aliases: [iam_inline_policy_allows_privilege_escalation]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.group_privilege_escalation

import data.facts.iam as known
import data.lib.finding
import data.lib.iam_escalation
import data.lib.list

deny contains found if some found in found_ways

# One open way settles the matter, so gaps count only while none was found.
deny contains finding.unread("managed_policy_arns", sprintf("policy %v is not in the snapshot", [arn])) if {
	not input.arn in known.administrators.group
	count(found_ways) == 0
	some arn in iam_escalation.unread(input.attributes)
}

# Administrators have all rights: another control tells of them.
found_ways := {found |
	not input.arn in known.administrators.group
	some found in iam_escalation.findings(iam_escalation.held_by(input.attributes), own, null)
}

own := {"group": {input.arn}, "policy": own_policies}

own_policies := {arn | some arn in list.of(object.get(input.attributes, ["managed_policy_arns"], null)); not contains(arn, ":iam::aws:")}
