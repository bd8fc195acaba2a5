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
#   frameworks:
#     aws-fsbp: ["IAM.2"]
#     cis-aws-foundations: ["2.13"]
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(6)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-6", "AC-6(3)", "AC-6(10)", "AC-24", "CM-5(1)", "CM-6"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3", "8.2.1", "8.2.2"]
#     soc2: ["CC6.3"]
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
