# METADATA
# title: IAM roles lead to no more rights than they were given
# description: >-
#   A role that may rewrite policies or start programs under other roles hands an intruder in its
#   application the whole account. The rights may come from several policies that are harmless
#   alone; they are judged together, less what is denied and what the permissions boundary leaves out.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: aws-iam-role-privilege-escalation
#   severity: high
#   kinds: [aws.iam.role]
#   spec: [IAM-1]
#   remediation: manual
#   aliases: [iam_inline_policy_allows_privilege_escalation]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.role_privilege_escalation

import data.facts.iam as known
import data.facts.iam_escalation as rights
import data.lib.finding
import data.lib.iam_escalation
import data.lib.list

deny contains found if some found in found_ways

# One open way settles the matter, so gaps count only while none was found.
deny contains finding.unread("managed_policy_arns", sprintf("policy %v is not in the snapshot", [arn])) if {
	judged
	count(found_ways) == 0
	some arn in iam_escalation.unread(input.attributes)
}

deny contains finding.unread("permissions_boundary", sprintf("policy %v is not in the snapshot", [boundary])) if {
	judged
	boundary != null
	not rights.readings[boundary]
	count(iam_escalation.findings(held, own, null)) > 0
}

found_ways := {found |
	judged
	some bounds in boundaries
	some found in iam_escalation.findings(held, own, bounds)
}

# Roles that a service owns can't be changed, and administrators have all rights: another control
# tells of them.
judged if {
	object.get(input.attributes, ["service_linked"], null) != true
	not unbounded_administrator
}

unbounded_administrator if {
	boundary == null
	input.arn in known.administrators.role
}

held := iam_escalation.held_by(input.attributes)

boundary := object.get(input.attributes, ["permissions_boundary"], null)

boundaries := [null] if {
	boundary == null
} else := [reading | some arn, reading in rights.readings; arn == boundary]

own := {"role": {input.arn}, "policy": own_policies}

own_policies := {arn | some arn in list.of(object.get(input.attributes, ["managed_policy_arns"], null)); not contains(arn, ":iam::aws:")}
