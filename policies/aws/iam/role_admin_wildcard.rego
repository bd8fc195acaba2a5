# METADATA
# title: IAM roles do not hold administrator access
# description: >-
#   A role is worn by software, and software gets tricked: one hole in an application that runs
#   under an administrator role hands the attacker the whole account instead of the few actions
#   that the application needs.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: aws-iam-role-admin-wildcard
#   severity: high
#   kinds: [aws.iam.role]
#   spec: [IAM-1]
#   aliases: [iam_role_administratoraccess_policy, iam_inline_policy_no_administrative_privileges]
#   frameworks: {soc2: ["CC6.3"], nist-800-53-r5: ["AC-6"]}
#   remediation: approval
#   certain: true
package aws.iam.role_admin_wildcard

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
