# Tells who holds administrator access, by whatever way it was given.
package facts.administrators

import data.lib.iam
import data.lib.list

# Names of the users who may do everything: by policies of their own, or of a group of theirs.
users contains name if {
	some name, user in data.snapshot["aws.iam.user"]
	unlimited(user.attributes)
}

users contains name if {
	some name, user in data.snapshot["aws.iam.user"]
	some group in list.of(object.get(user.attributes, ["groups"], null))
	group in groups
}

groups contains name if {
	some name, group in data.snapshot["aws.iam.group"]
	unlimited(group.attributes)
}

unlimited(attributes) if {
	some inline in list.of(object.get(attributes, ["inline_policy"], null))
	is_object(inline)
	count(iam.admin_statements(object.get(inline, ["policy"], null))) > 0
}

unlimited(attributes) if {
	count(iam.admin_arns(attached(attributes))) > 0
}

unlimited(attributes) if {
	some arn in attached(attributes)
	arn in policies
}

attached(attributes) := [arn |
	some arn in list.of(object.get(attributes, ["managed_policy_arns"], null))
	is_string(arn)
]

policies contains arn if {
	some arn, policy in data.snapshot["aws.iam.policy"]
	count(iam.admin_statements(object.get(policy.attributes, ["policy"], null))) > 0
}
