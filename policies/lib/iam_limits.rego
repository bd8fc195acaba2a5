# Finds what single documents allow without a limit. Each control about it comes twice: for managed
# policies and for the inline policies of identities.
package lib.iam_limits

import data.lib.finding
import data.lib.iam
import data.lib.iam_permissions
import data.lib.list

# The documents that a resource holds, with where they stand. What AWS manages is not yours to change.
managed(attributes) := [{"path": "policy", "document": document} |
	object.get(attributes, ["aws_managed"], null) != true
	document := object.get(attributes, ["policy"], null)
]

inline(attributes) := [{"path": path, "document": document} |
	some policy in list.of(object.get(attributes, ["inline_policy"], null))
	path := sprintf("inline_policy[%v].policy", [object.get(policy, ["name"], "")])
	document := object.get(policy, ["policy"], null)
]

# Some of the actions are allowed on every resource: one finding for each statement.
unlimited_actions(documents, actions, expected) := {finding.new(held.path, actual, expected) |
	some held in documents
	open := [{"grant": found, "action": action} | some action in actions; some found in iam_permissions.unlimited(held.document, action)]
	some grant in {one.grant | some one in open}
	names := concat(", ", sort([one.action | some one in open; one.grant == grant]))
	actual := sprintf("statement %s allows %s on %s", [grant.statement, names, iam_permissions.extent(grant)])
}

# All actions of a service are allowed on every resource. No action is named "~", so that only those
# are allowed it who are allowed all.
full_access(documents, services) := {finding.new(held.path, actual, expected) |
	some held in documents
	some service in services
	some grant in iam_permissions.unlimited(held.document, sprintf("%s:~", [service]))
	actual := sprintf("statement %s allows %s:* on %s", [grant.statement, service, iam_permissions.extent(grant)])
	expected := sprintf("only the actions of %s that are needed", [service])
}

# Everything is allowed but what is listed.
all_but_some(documents) := {finding.new(held.path, statement, "Allow with Action instead of NotAction") |
	some held in documents
	some statement in iam.allowing(held.document)
	object.get(statement, ["NotAction"], null) != null
}
