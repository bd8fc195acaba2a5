# What managed policies grant of the actions that lead to more rights, worked out once for all identities
# that they are attached to.
package facts.iam_escalation

import data.lib.iam_permissions

# The actions of the escalation paths, in lower case, by the prefix of their service.
escalation_actions := iam_permissions.only({action | some path in data.spec.iam.escalation_paths; some action in path.actions})

# The places of the escalation paths that need an action.
paths_of_action := {action: places |
	some _, actions in escalation_actions
	some action in actions
	places := {place | some place, path in data.spec.iam.escalation_paths; some name in path.actions; lower(name) == action}
}

# What each managed policy grants of these actions, by ARN.
readings := {arn: reading |
	some arn, policy in data.snapshot["aws.iam.policy"]
	reading := iam_permissions.reading(object.get(policy.attributes, ["policy"], null), escalation_actions)
}
