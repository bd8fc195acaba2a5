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
