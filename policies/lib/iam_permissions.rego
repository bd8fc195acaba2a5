# What policy documents allow, of the few actions that a control asks about. Names of actions are
# compared without regard to case, as AWS does; * and ? stand for characters.
package lib.iam_permissions

import data.lib.iam
import data.lib.list

# What a document grants of the needed actions, as {"allow": {action: grants}, "deny": {action: grants}}.
# needed holds the actions in lower case, by the prefix of their service.
reading(document, needed) := {
	"allow": granted(document, "Allow", needed),
	"deny": granted(document, "Deny", needed),
}

granted(document, effect, needed) := {action: grants |
	held := [[grant(index, statement), actions] |
		is_object(document)
		some index, statement in list.of(object.get(document, ["Statement"], null))
		is_object(statement)
		object.get(statement, ["Effect"], null) == effect
		actions := actions_of(statement, needed)
		count(actions) > 0
	]
	some action in union({actions | some [_, actions] in held})
	grants := [found | some [found, actions] in held; action in actions]
}

# A statement as far as it matters once its actions are known.
grant(index, statement) := {
	"statement": label(index, statement),
	"resources": strings(object.get(statement, ["Resource"], null)),
	"except": exceptions(object.get(statement, ["NotResource"], null)),
	"conditions": iam.conditions(statement),
}

# The Sid, else the place in the document, counted from 1.
label(index, statement) := sid if {
	sid := object.get(statement, ["Sid"], "")
	is_string(sid)
	sid != ""
} else := sprintf("#%d", [index + 1]) if {
	object.get(statement, ["Sid"], "") in {"", null}
}

exceptions(value) := null if {
	is_null(value)
} else := strings(value)

strings(value) := [text | some text in list.of(value); is_string(text)]

# The needed actions that a statement is about.
actions_of(statement, needed) := named(object.get(statement, ["Action"], null), needed) if {
	object.get(statement, ["NotAction"], null) == null
} else := everything(needed) - named(object.get(statement, ["NotAction"], null), needed)

everything(needed) := {action | some _, actions in needed; some action in actions}

# Written for speed, since it runs for every statement of an account: most patterns name one action, or
# a service and how its actions begin, and only the rest needs a regular expression.
named(patterns, needed) := union({found |
	some text in list.of(patterns)
	is_string(text)
	pattern := lower(text)
	service := split(pattern, ":")[0]
	not foreign(service, needed)
	found := covered(pattern, service, needed)
})

# A service that is named, and none of whose actions is needed.
foreign(service, needed) if {
	not needed[service]
	not wild(service)
}

covered(pattern, service, needed) := {pattern} & needed[service] if {
	not wild(pattern)
} else := {action | some action in needed[service]; startswith(action, beginning)} if {
	endswith(pattern, "*")
	beginning := trim_suffix(pattern, "*")
	not wild(beginning)
	not wild(service)
} else := {action | some action in needed[service]; regex.match(expression(pattern), action)} if {
	wild(trim_suffix(pattern, "*"))
	not wild(service)
} else := {action | some _, actions in needed; some action in actions; matches(pattern, action)} if {
	wild(service)
	pattern != "*"
} else := everything(needed) if {
	pattern == "*"
}

wild(pattern) if contains(pattern, "*")

wild(pattern) if contains(pattern, "?")

# Whether a pattern with * and ? covers the whole text.
matches(pattern, text) if pattern == text

matches(pattern, text) if {
	endswith(pattern, "*")
	beginning := trim_suffix(pattern, "*")
	not wild(beginning)
	startswith(text, beginning)
}

# Only what is left needs a regular expression, which takes longer.
matches(pattern, text) if {
	wild(pattern)
	wild(trim_suffix(pattern, "*"))
	regex.match(expression(pattern), text)
}

expression(pattern) := sprintf("(?s)^%s$", [replace(replace(quoted, "*", ".*"), "?", ".")]) if {
	quoted := regex.replace(pattern, `[.+^$|()\[\]{}\\]`, `\$0`)
}

# The action in the form in which needed and readings hold it, alone: {"s3": {"s3:getobject"}}.
only(actions) := {service: names |
	some service in {split(lower(action), ":")[0] | some action in actions}
	names := {lower(action) | some action in actions; split(lower(action), ":")[0] == service}
}

# Statements that allow an action on every resource there is, beside what the document denies.
unlimited(document, action) := [found |
	held := reading(document, only({action}))
	denied := object.get(held.deny, [lower(action)], [])
	not denied_everywhere(denied, lower(action))
	some found in object.get(held.allow, [lower(action)], [])
	wide(found, lower(action))
]

# True when a grant reaches whatever an action can be done to: its resources have no name, only
# wildcards after the type. Tags name resources as well.
wide(found, action) if {
	found.except == null
	not bound_by_tag(found)
	some resource in found.resources
	wide_resource(resource, action)
}

wide(found, action) if {
	found.except != null
	not bound_by_tag(found)
	spared := [resource | some resource in found.except; wide_resource(resource, action)]
	count(spared) == 0
}

# "*", or an ARN that ends before it names anything.
wide_resource(resource, _) if regex.match(`^(\*+|arn:[^:]*\*)$`, resource)

wide_resource(resource, action) if {
	parts := split(nameless(resource), ":")
	count(parts) in {3, 4, 5}
	parts[0] == "arn"
	reaches_service(parts[2], action)
	endswith(resource, "*")
}

wide_resource(resource, action) if {
	parts := split(nameless(resource), ":")
	count(parts) >= 6
	parts[0] == "arn"
	reaches_service(parts[2], action)
	rest := concat(":", array.slice(parts, 5, count(parts)))
	regex.match(nothing_named(action), rest)
	reaches_type(rest, action)
}

# Most ARNs name the type of the resource before its name; buckets are named at once.
nothing_named(action) := `^[*?/:]*\*[*?/:]*$` if {
	startswith(action, "s3:")
} else := `^[A-Za-z-]*[/:]?[*?/:]*\*[*?/:]*$`

# Variables without their colons. One with a wildcard behind it is no name: ${aws:username}* takes
# whoever's name begins so.
nameless(resource) := regex.replace(regex.replace(resource, `\$\{[^}]*\}([*?])`, "$1"), `\$\{[^}]*\}`, "$${}")

reaches_service(pattern, action) if {
	some service in services(action)
	matches(pattern, service)
}

# The services whose resources an action is done to.
services(action) := ["iam"] if {
	startswith(action, "sts:")
} else := ["ec2"] if {
	startswith(action, "ec2-instance-connect:")
} else := ["ssm", "ec2"] if {
	startswith(action, "ssm:")
} else := [split(action, ":")[0]]

reaches_type(_, action) if count(types(action)) == 0

reaches_type(rest, action) if {
	some type in types(action)
	fixed := regex.replace(rest, `[*?].*$`, "")
	related(fixed, sprintf("%s/", [type]))
}

related(fixed, type) if startswith(fixed, type)

related(fixed, type) if startswith(type, fixed)

# The type of identity that an action of IAM is done to; none for other services.
types(action) := {type |
	some type, pattern in {
		"group": `^iam:(addusertogroup|(attach|put)grouppolicy)$`,
		"policy": `^iam:(create|setdefault)policyversion$`,
		"role": `^(sts:assumerole|iam:(passrole|updateassumerolepolicy|(attach|put)rolepolicy))$`,
		"user": `^iam:(createaccesskey|(create|update)loginprofile|(attach|put)userpolicy)$`,
	}
	regex.match(pattern, action)
}

# True when the grant holds only for resources with a tag of some value.
bound_by_tag(found) if {
	some condition in found.conditions
	regex.match(`(^|:)resourcetag/`, condition.key)
	condition.operator in iam.matching_operators
	loose := [value | some value in condition.values; regex.match(`^[*?]*$`, sprintf("%v", [value]))]
	count(loose) == 0
	count(condition.values) > 0
}

# True when the grant reaches a resource that is known by its ARN.
covers(found, arn) if {
	found.except == null
	not bound_by_tag(found)
	some resource in found.resources
	matches(of_account(resource), arn)
}

covers(found, arn) if {
	found.except != null
	not bound_by_tag(found)
	spared := [resource | some resource in found.except; matches(of_account(resource), arn)]
	count(spared) == 0
}

# All targets are of one account and partition.
of_account(resource) := regex.replace(resource, `(?i)\$\{aws:(principalaccount|partition)\}`, "*")

# True when the grant reaches the user that makes the request, by the variable of their name.
covers_oneself(found, action) if {
	types(action) == {"user"}
	not bound_by_tag(found)
	some resource in found.resources
	contains(lower(resource), "${aws:username}")
}

# Denials count only without conditions: what is denied at times is allowed at others.
denied_everywhere(denials, action) if {
	some denial in denials
	count(denial.conditions) == 0
	wide(denial, action)
}

denied(denials, arn) if {
	some denial in denials
	count(denial.conditions) == 0
	covers(denial, arn)
}

# The grants by which an action reaches what it can do harm to: any resource of its kind, one of
# the targets (ARNs), or with own: true the user that makes the request.
reaching(held, action, targets, own) := [found |
	denials := object.get(held.deny, [action], [])
	some found in object.get(held.allow, [action], [])
	not bound_by_policy(found, action)
	reaches(found, denials, action, targets, own)
]

reaches(found, denials, action, _, _) if {
	wide(found, action)
	not denied_everywhere(denials, action)
}

reaches(found, denials, _, targets, _) if {
	some arn in targets
	covers(found, arn)
	not denied(denials, arn)
}

reaches(found, denials, action, _, true) if {
	covers_oneself(found, action)
	not denied_everywhere(denials, action)
}

# Conditions under which handing out rights is delegation: only certain policies may be attached, or
# only what has a certain boundary may be given policies.
bound_by_policy(found, action) if {
	regex.match(`^iam:attach(user|group|role)policy$`, action)
	some condition in found.conditions
	condition.key == "iam:policyarn"
	condition.operator in iam.matching_operators
	count(condition.values) > 0
	loose := [value | some value in condition.values; not named_policy(value)]
	count(loose) == 0
}

bound_by_policy(found, action) if {
	regex.match(`^iam:(attach|put)(user|role)policy$`, action)
	some condition in found.conditions
	condition.key == "iam:permissionsboundary"
	condition.operator in iam.matching_operators
	count(condition.values) > 0
	loose := [value | some value in condition.values; not named_policy(value)]
	count(loose) == 0
}

named_policy(value) if {
	is_string(value)
	regex.match(`^arn:[^:*?]+:iam::[^:*?]+:policy/[^*?]+\*?$`, value)
	count(iam.admin_arns([value])) == 0
}

# True when a role may be passed to one of the services under the conditions of the grant.
passes_to(found, services_wanted) if {
	barriers := [condition |
		some condition in found.conditions
		condition.key == "iam:passedtoservice"
		regex.replace(condition.operator, `IfExists$`, "") in iam.matching_operators
		not any_matches(condition.values, services_wanted)
	]
	count(barriers) == 0
}

any_matches(patterns, texts) if {
	some pattern in patterns
	some text in texts
	matches(lower(sprintf("%v", [pattern])), text)
}

# True when a document allows every action on every resource by name of all, so that nothing is left
# to gain. Other than for the control on administrators, all but some actions are not everything.
allows_everything(document) if {
	some statement in iam.statements(document)
	some action in strings(object.get(statement, ["Action"], null))
	startswith(action, "*")
	object.get(statement, ["NotResource"], null) == null
	count(iam.admin_statements({"Statement": statement})) == 1
}

# The resources of a grant, for people.
extent(found) := concat(", ", found.resources) if {
	found.except == null
} else := sprintf("all but %s", [concat(", ", found.except)])
