# Who besides the own account a policy of S3 lets in.
package lib.sharing

import data.lib.iam
import data.lib.list

# What is granted to principals that the spec does not trust: one element for each statement and
# principal.
outsiders(document, own_account) := {{"statement": name(statement), "principal": principal} |
	some statement in iam.allowing(document)
	not bound_to_trusted(statement, own_account)
	some principal in principals(statement)
	not trusted_principal(principal, statement, own_account)
}

# What a statement is called: by its Sid, else it is shown as it is.
name(statement) := sid if {
	sid := object.get(statement, ["Sid"], null)
	is_string(sid)
} else := statement

# Services act for whoever uses them and are no account.
principals(statement) := {principal | some principal in named_principals(statement)} if {
	object.get(statement, ["NotPrincipal"], null) == null
} else := {"everybody but those in NotPrincipal"}

named_principals(statement) := list.of(statement.Principal) if {
	is_string(statement.Principal)
} else := array.concat(
	[sprintf("%v", [account]) | some account in list.of(object.get(statement, ["Principal", "AWS"], null))],
	[sprintf("CanonicalUser %v", [user]) | some user in list.of(object.get(statement, ["Principal", "CanonicalUser"], null))],
)

trusted_principal(principal, _, own_account) if trusted(account_of(principal), own_account)

trusted_principal(principal, _, _) if {
	startswith(principal, "CanonicalUser ")
	trim_prefix(principal, "CanonicalUser ") in data.spec.s3.trusted_canonical_users
}

# An origin access identity lets CloudFront in, not an account.
trusted_principal(principal, _, _) if regex.match(`^arn:[^:]+:iam::cloudfront:user/`, principal)

# The id of an identity that is gone lets nobody in.
trusted_principal(principal, _, _) if regex.match(`^A(ROA|IDA|KIA|SIA)[A-Z0-9]{12,}$`, principal)

trusted_principal(principal, statement, _) if {
	account_of(principal) in data.spec.s3.log_writer_accounts
	only_puts_objects(statement)
}

only_puts_objects(statement) if {
	actions := list.of(object.get(statement, ["Action"], null))
	count(actions) > 0
	others := [action | some action in actions; lower(action) != "s3:putobject"]
	count(others) == 0
}

account_of(principal) := principal if {
	regex.match(`^[0-9]{12}$`, principal)
} else := split(principal, ":")[4] if {
	regex.match(`^arn:[^:]+:(iam|sts)::[0-9]{12}:`, principal)
}

trusted(account, own_account) if account == own_account

trusted(account, _) if account in data.spec.s3.trusted_accounts

# True when a condition admits nobody but trusted accounts and organizations, or only who comes
# from a network of yours.
bound_to_trusted(statement, own_account) if {
	some condition in iam.conditions(statement)
	condition.operator in iam.matching_operators
	count(condition.values) > 0
	strangers := [value | some value in condition.values; not trusted_value(condition.key, sprintf("%v", [value]), own_account)]
	count(strangers) == 0
}

bound_to_trusted(statement, _) if {
	some condition in iam.conditions(statement)
	condition.key in {"aws:sourceip", "aws:vpcsourceip"}
	condition.operator in {"IpAddress", "ForAnyValue:IpAddress"}
	iam.all_bounded(condition.values)
	not names_another(statement)
}

bound_to_trusted(statement, _) if {
	some condition in iam.conditions(statement)
	condition.key in {"aws:sourcevpc", "aws:sourcevpce"}
	condition.operator in iam.matching_operators
	iam.all_fixed(condition.values)
	not names_another(statement)
}

# A network says where a caller is. Where another account is named, it is let in all the same.
names_another(statement) if {
	some principal in principals(statement)
	principal != "*"
}

trusted_value(key, value, own_account) if {
	key in {"aws:principalaccount", "aws:sourceaccount", "aws:sourceowner", "s3:dataaccesspointaccount"}
	trusted(value, own_account)
}

trusted_value(key, value, own_account) if {
	key in {"aws:principalarn", "aws:sourcearn", "s3:dataaccesspointarn"}
	regex.match(`^arn:[^:*?]+:[^:]*:[^:]*:[0-9]{12}:`, value)
	trusted(split(value, ":")[4], own_account)
}

trusted_value("aws:principalorgid", value, _) if value in data.spec.s3.trusted_organizations

trusted_value("aws:sourceorgid", value, _) if value in data.spec.s3.trusted_organizations

trusted_value("aws:principalorgpaths", value, _) if split(value, "/")[0] in data.spec.s3.trusted_organizations

trusted_value("aws:sourceorgpaths", value, _) if split(value, "/")[0] in data.spec.s3.trusted_organizations
