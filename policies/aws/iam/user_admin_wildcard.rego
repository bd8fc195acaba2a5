# METADATA
# title: IAM users do not hold administrator access themselves
# description: >-
#   A user's password and access keys live long and get around: in shell histories, chat messages
#   and laptops. If the user is an administrator, one leaked key is the whole account, with no
#   second step for the attacker and nothing for you to notice.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp
# custom:
#   id: aws-iam-user-admin-wildcard
#   severity: critical
#   kinds: [aws.iam.user]
#   spec: [IAM-1]
#   aliases: [iam_user_administrator_access_policy, iam_inline_policy_no_administrative_privileges]
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(i)", "164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(6)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6", "AC-6(2)", "AC-6(3)", "AC-6(10)", "AC-24",
#       "CM-5(1)", "CM-6"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3"]
#     soc2: ["CC6.3"]
#   remediation: approval
#   certain: true
package aws.iam.user_admin_wildcard

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
