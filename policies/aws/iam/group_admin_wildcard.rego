# METADATA
# title: IAM groups do not hold administrator access
# description: >-
#   Each member of an administrator group is a way to the whole account, and members come and go
#   without anybody reading the policy again. One forgotten key of one of them is enough.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: aws-iam-group-admin-wildcard
#   severity: high
#   kinds: [aws.iam.group]
#   spec: [IAM-1]
#   remediation: approval
#   aliases: [iam_group_administrator_access_policy, iam_inline_policy_no_administrative_privileges]
#   certain: true
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(i)", "164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(6)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6", "AC-6(2)", "AC-6(3)", "AC-6(10)", "AC-24",
#       "CM-5(1)", "CM-6"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.group_admin_wildcard

import data.facts.iam as known
import data.lib.finding
import data.lib.iam
import data.lib.list

deny contains finding.new(path, statement, "no statement that allows everything on every resource") if {
	some inline in list.of(object.get(input.attributes, ["inline_policy"], null))
	some statement in iam.admin_statements(object.get(inline, ["policy"], null))
	path := sprintf("inline_policy[%v].policy", [object.get(inline, ["name"], "")])
}

deny contains finding.new("managed_policy_arns", attached, others) if {
	attached := list.of(object.get(input.attributes, ["managed_policy_arns"], null))
	admin := [arn | some arn in attached; administrator_policy(arn)]
	count(admin) > 0
	others := [arn | some arn in attached; not arn in admin]
}

administrator_policy(arn) if count(iam.admin_arns([arn])) == 1

administrator_policy(arn) if arn in known.administrator_policies
