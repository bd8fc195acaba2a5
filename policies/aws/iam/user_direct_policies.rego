# METADATA
# title: IAM users get their rights from groups
# description: >-
#   Rights that hang on single users are forgotten when the person changes teams, and nobody can tell
#   from a group who may do what. One exception at a time, users collect what no role would be given.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
# custom:
#   id: aws-iam-user-direct-policies
#   severity: low
#   kinds: [aws.iam.user]
#   remediation: manual
#   aliases: [iam_policy_attached_only_to_group_or_roles]
package aws.iam.user_direct_policies

import data.lib.finding
import data.lib.list

deny contains finding.new("managed_policy_arns", arn, "attached to a group or role instead") if {
	some arn in list.of(object.get(input.attributes, ["managed_policy_arns"], null))
	not permitted(arn)
}

deny contains finding.new("inline_policy", name, "a policy of a group or role instead") if {
	some inline in list.of(object.get(input.attributes, ["inline_policy"], null))
	name := object.get(inline, ["name"], "")
}

permitted(arn) if {
	some name in data.spec.iam.direct_user_policies
	endswith(arn, sprintf(":policy/%s", [name]))
}
