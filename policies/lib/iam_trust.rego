# Who may assume a role, by its trust policy.
package lib.iam_trust

import data.lib.iam
import data.lib.iam_permissions
import data.lib.list

# The statements by which somebody can come to wear the role, not only tag a session.
assuming(document) := [statement |
	some statement in iam.allowing(document)
	count(iam_permissions.actions_of(statement, {"sts": {"sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"}})) > 0
]

# The principals of a type: AWS, Service, Federated.
principals(statement, type) := [principal |
	some principal in list.of(object.get(statement, ["Principal", type], null))
	is_string(principal)
]

# The accounts whose principals are let in, as {"account", "principal"}. Where everyone is the
# principal, the conditions name the accounts.
accounts(statement) := {{"account": account, "principal": principal} |
	some principal in array.concat(principals(statement, "AWS"), named_by_condition(statement))
	some account in accounts_in(principal)
}

accounts_in(principal) := {parts[1] |
	some parts in regex.find_all_string_submatch_n(`^(?:arn:[^:]*:(?:iam|sts)::)?([0-9]{12})(?::|$)`, principal, 1)
}

named_by_condition(statement) := [sprintf("%v", [value]) |
	iam.for_everyone(statement)
	some condition in iam.conditions(statement)
	condition.key in {"aws:principalaccount", "aws:principalarn"}
	condition.operator in iam.matching_operators
	some value in condition.values
]

# Accounts that are neither the role's own nor on the list.
foreign(statement, own, listed) := {found |
	some found in accounts(statement)
	found.account != own
	not found.account in listed
}

# True when one of the keys has to have one of some fixed values.
bound_by(statement, keys) if {
	some condition in iam.conditions(statement)
	condition.key in keys
	condition.operator in iam.matching_operators
	iam.all_fixed(condition.values)
}

# What IAM leaves of a user or role that was deleted: its unique id.
deleted(principal) if regex.match(`^A(IDA|ROA)[A-Z0-9]{12,}$`, principal)

# A service without region and partition.
service_name(principal) := regex.replace(lower(principal), `(\.[a-z]{2}(-[a-z]+)+-[0-9]+)?\.amazonaws\.com(\.cn)?$`, "")

# Keys by which a role says for whose resource a service may act.
source_keys := {"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "sts:externalid"}

# The services of a statement that tell for whom they act without being asked for it.
unbound_services(statement, services) := {principal |
	not bound_by(statement, source_keys)
	names := {service_name(service) | some service in services}
	some principal in principals(statement, "Service")
	service_name(principal) in names
}

# The federated principals of a statement whose tokens are taken whoever they were made for.
unbound_providers(statement, issuers) := {principal |
	some principal in principals(statement, "Federated")
	not bound_provider(statement, principal, issuers)
}

bound_provider(statement, principal, _) if {
	contains(principal, ":saml-provider/")
	some condition in iam.conditions(statement)
	startswith(condition.key, "saml:")
	binds(condition, `[^*?]`)
}

bound_provider(statement, principal, issuers) if {
	not contains(principal, ":saml-provider/")
	issuer := issuer_of(principal)
	known := claims(issuer, issuers)
	count(known) > 0
	some claim in known
	some condition in iam.conditions(statement)
	condition.key == lower(sprintf("%s:%s", [issuer, claim.claim]))
	binds(condition, claim.pattern)
}

bound_provider(statement, principal, issuers) if {
	not contains(principal, ":saml-provider/")
	issuer := issuer_of(principal)
	count(claims(issuer, issuers)) == 0
	some condition in iam.conditions(statement)
	startswith(condition.key, sprintf("%s:", [issuer]))
	binds(condition, `[^*?]`)
}

issuer_of(principal) := lower(regex.replace(principal, `^arn:.*:oidc-provider/`, ""))

claims(issuer, issuers) := [claim |
	some entry in issuers
	iam_permissions.matches(lower(entry.issuer), host(issuer, entry.issuer))
	some claim in entry.claims
]

# Issuers have a path where each customer has one; a name without a path stands for them all.
host(issuer, name) := split(issuer, "/")[0] if {
	contains(issuer, "/")
	not contains(name, "/")
} else := issuer

binds(condition, pattern) if {
	condition.operator in iam.matching_operators
	count(condition.values) > 0
	loose := [value | some value in condition.values; not regex.match(pattern, sprintf("%v", [value]))]
	count(loose) == 0
}
