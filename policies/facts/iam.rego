# Who is an administrator of an account, worked out once for all identities.
package facts.iam

import data.lib.iam
import data.lib.iam_permissions
import data.lib.list

# The managed policies that allow everything on everything.
administrator_policies contains arn if {
	some arn, policy in data.snapshot["aws.iam.policy"]
	iam_permissions.allows_everything(object.get(policy.attributes, ["policy"], null))
}

# The ARNs of the administrators, by type. Roles that a service owns can be passed to nobody.
administrators := {
	"role": {role.arn |
		some role in data.snapshot["aws.iam.role"]
		object.get(role.attributes, ["service_linked"], null) != true
		administrative(role.attributes)
	},
	"user": {user.arn |
		some user in data.snapshot["aws.iam.user"]
		administrative_user(user.attributes)
	},
	"group": {group.arn | some name, group in data.snapshot["aws.iam.group"]; name in administrator_groups},
}

# The names of the groups that make administrators of their members.
administrator_groups contains name if {
	some name, group in data.snapshot["aws.iam.group"]
	administrative(group.attributes)
}

administrative_user(attributes) if administrative(attributes)

administrative_user(attributes) if {
	some name in list.of(object.get(attributes, ["groups"], null))
	name in administrator_groups
}

administrative(attributes) if {
	some inline in list.of(object.get(attributes, ["inline_policy"], null))
	iam_permissions.allows_everything(object.get(inline, ["policy"], null))
}

administrative(attributes) if {
	some arn in list.of(object.get(attributes, ["managed_policy_arns"], null))
	arn in administrator_policies
}

administrative(attributes) if count(iam.admin_arns(object.get(attributes, ["managed_policy_arns"], null))) > 0
