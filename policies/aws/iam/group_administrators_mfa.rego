# METADATA
# title: Members of administrator groups have MFA
# description: >-
#   A password that was phished, guessed or used elsewhere is all that stands between a stranger and
#   the whole account as long as one administrator has no second factor.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#enable-mfa
# custom:
#   id: aws-iam-group-administrators-mfa
#   severity: high
#   kinds: [aws.iam.group]
#   spec: [IAM-2]
#   remediation: manual
#   aliases: [iam_administrator_access_with_mfa]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)", "164.312(d)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2", "A.8.5"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)", "IA-2(1)", "IA-2(2)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "8.4.1", "8.4.2"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.iam.group_administrators_mfa

import data.facts.iam as known
import data.lib.finding
import data.lib.list

deny contains finding.because("members", member, "members with an MFA device", reason) if {
	some member in administrators
	mfa(member) == false
	reason := sprintf("group %v makes an administrator of user %v, who has no MFA device", [input.id, member])
}

deny contains finding.unread("members", sprintf("it is not known whether user %v has an MFA device", [member])) if {
	some member in administrators
	not mfa(member) in {true, false}
}

administrators := [member |
	input.id in known.administrator_groups
	some member in list.of(object.get(input.attributes, ["members"], null))
]

mfa(member) := object.get(data.snapshot, ["aws.iam.user", member, "attributes", "mfa_active"], null)
