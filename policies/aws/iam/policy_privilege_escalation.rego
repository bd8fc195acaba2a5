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
