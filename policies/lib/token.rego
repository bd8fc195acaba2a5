# Reads the policies of Cloudflare API tokens: which permission groups they grant where.
package lib.token

import data.lib.list

# A token that is taken: what is neither disabled nor expired.
live(status) if not status in {"disabled", "expired"}

# What a token may change, as "GROUP on RESOURCE".
writes(policies) := {told(grant) |
	some grant in grants(policies)
	not read_only(grant.name)
}

# The same on all zones, accounts or users of a kind.
wide_writes(policies) := {told(grant) |
	some grant in grants(policies)
	not read_only(grant.name)
	endswith(grant.resource, "*")
}

# What a token may do that the spec leaves to nobody.
forbidden(policies) := {told(grant) |
	some grant in grants(policies)
	some name in data.spec.cloudflare.account.tokens.forbidden_groups
	lower(name) == lower(grant.name)
}

# True when a group can't be judged by its name.
nameless(policies) if {
	some policy in allowing(policies)
	some group in list.of(object.get(policy, ["permission_groups"], null))
	not is_string(object.get(group, ["name"], null))
}

told(grant) := sprintf("%s on %s", [grant.name, grant.resource])

grants(policies) := {grant |
	some policy in allowing(policies)
	some group in list.of(object.get(policy, ["permission_groups"], null))
	name := object.get(group, ["name"], null)
	is_string(name)
	some resource in resources(policy)
	grant := {"id": object.get(group, ["id"], null), "name": name, "resource": resource}
	not denied(policies, grant)
}

# An effect that is not known may allow.
allowing(policies) := [policy |
	some policy in list.of(policies)
	object.get(policy, ["effect"], null) != "deny"
]

# Where a policy holds: names of one level, or of two with a space between; everything where it does
# not tell.
resources(policy) := named if {
	named := one_level(policy) | two_levels(policy)
	count(named) > 0
} else := {"*"}

one_level(policy) := {name |
	members := object.get(policy, ["resources"], null)
	is_object(members)
	some name, below in members
	not is_object(below)
}

two_levels(policy) := {sprintf("%s %s", [above, name]) |
	members := object.get(policy, ["resources"], null)
	is_object(members)
	some above, below in members
	is_object(below)
	some name in object.keys(below)
}

# True when a policy takes the very same back, at least in the same place.
denied(policies, grant) if {
	some policy in list.of(policies)
	object.get(policy, ["effect"], null) == "deny"
	some group in list.of(object.get(policy, ["permission_groups"], null))
	is_string(grant.id)
	object.get(group, ["id"], null) == grant.id
	some resource in one_level(policy) | two_levels(policy)
	covers(resource, grant.resource)
}

covers(resource, same) if resource == same

# All zones of all accounts, for all zones of one.
covers(resource, narrower) if {
	endswith(resource, "*")
	endswith(narrower, sprintf(" %s", [resource]))
}

# The names of groups that only read end in Read.
read_only(name) if regex.match(`(?i)(^|[^a-z])read([ -]only)?$`, trim_space(name))

read_only(name) if {
	some known in data.spec.cloudflare.account.tokens.read_only_groups
	lower(known) == lower(name)
}
