# Finds the ways by which an identity, or whoever holds a policy, comes to more rights than it was
# given. The ways are data of the spec.
#
# An action counts where it reaches any resource of its kind. Where the resources are named, by ARN, by
# the beginning of one or by tag, it counts only if an administrator is among them, or, for what writes
# permissions, one's own identity or policy. Conditions on MFA, time or place count for nothing.
package lib.iam_escalation

import data.facts.iam as known
import data.facts.iam_escalation as rights
import data.lib.finding
import data.lib.iam_permissions
import data.lib.list

# The findings on what is held: a list of {"path", "origin", "reading"}, one for each document. own
# holds one's own ARNs by type, bounds the reading of the permissions boundary, null where there is none.
findings(held, own, bounds) := {found |
	ways := open_ways(held, own, bounds)
	some places in {way.places | some way in ways}
	names := sort([way.text | some way in ways; way.places == places])
	path := sort([place.path | some place in places])[0]
	actual := sort([place.text | some place in places])
	found := finding.because(path, actual, "no way to more rights", sprintf("ways to more rights: %s", [concat("; ", names)]))
}

open_ways(held, own, bounds) := [way |
	grants := combined(held)
	some place in candidates(grants)
	path := data.spec.iam.escalation_paths[place]
	steps := [step |
		some name in path.actions
		step := usable(grants, lower(name), path, own)
		count(step) > 0
		unbounded(bounds, lower(name), path, own)
	]
	count(steps) == count(path.actions)
	way := {
		"text": sprintf("%s (%s)", [path.name, concat(" + ", path.actions)]),
		"places": {place_of(grant) | some step in steps; some grant in step},
	}
]

candidates(grants) := {place | some action, _ in grants.allow; some place in rights.paths_of_action[action]}

place_of(grant) := {
	"path": grant.path,
	"text": sprintf("%s statement %s on %s", [grant.origin, grant.statement, iam_permissions.extent(grant)]),
}

# The documents together, each grant with where it stands.
combined(held) := {
	"allow": {action: grants |
		some action in actions_of(held, "allow")
		grants := [object.union(grant, {"path": document.path, "origin": document.origin}) |
			some document in held
			some grant in object.get(document.reading.allow, [action], [])
		]
	},
	"deny": {action: grants |
		some action in actions_of(held, "deny")
		grants := [grant | some document in held; some grant in object.get(document.reading.deny, [action], [])]
	},
}

actions_of(held, effect) := {action | some document in held; some action, _ in document.reading[effect]}

usable(grants, action, path, own) := [grant |
	some grant in iam_permissions.reaching(grants, action, targets(action, own), writes_permissions(action))
	passes(grant, action, path)
]

passes(_, action, _) if action != "iam:passrole"

passes(_, "iam:passrole", path) if not path.service

passes(grant, "iam:passrole", path) if iam_permissions.passes_to(grant, path.service)

# A boundary allows nothing by itself, but what it leaves out can't be done.
unbounded(bounds, _, _, _) if bounds == null

unbounded(bounds, action, path, own) if {
	bounds != null
	count(usable(bounds, action, path, own)) > 0
}

# Whom an action has to reach where it does not reach all of its kind.
targets(action, own) := {arn | some type in iam_permissions.types(action); some arn in object.get(own, [type], [])} if {
	writes_permissions(action)
} else := {arn | some type in iam_permissions.types(action); some arn in object.get(known.administrators, [type], [])}

writes_permissions(action) := regex.match(`^iam:((attach|put)(user|group|role)policy|(create|setdefault)policyversion)$`, action)

# What an identity holds by its inline and managed policies, for findings.
held_by(attributes) := array.concat(inline, managed) if {
	inline := [document |
		some policy in list.of(object.get(attributes, ["inline_policy"], null))
		name := object.get(policy, ["name"], "")
		document := {
			"path": sprintf("inline_policy[%v].policy", [name]),
			"origin": sprintf("inline policy %v", [name]),
			"reading": iam_permissions.reading(object.get(policy, ["policy"], null), rights.escalation_actions),
		}
	]
	managed := [document |
		some arn in list.of(object.get(attributes, ["managed_policy_arns"], null))
		document := {
			"path": "managed_policy_arns",
			"origin": sprintf("policy %v", [arn]),
			"reading": rights.readings[arn],
		}
	]
}

# The managed policies of an identity whose documents the snapshot does not hold.
unread(attributes) := [arn |
	some arn in list.of(object.get(attributes, ["managed_policy_arns"], null))
	not rights.readings[arn]
]
