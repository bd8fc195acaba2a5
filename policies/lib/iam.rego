# Reads policy documents of IAM and S3, in which one thing and a list of things mean the same.
package lib.iam

import data.lib.list
import data.lib.network

# The statements that allow something.
allowing(document) := [statement |
	some statement in statements(document)
	object.get(statement, ["Effect"], null) == "Allow"
]

# The statements that deny something.
denying(document) := [statement |
	some statement in statements(document)
	object.get(statement, ["Effect"], null) == "Deny"
]

statements(document) := [statement |
	is_object(document)
	some statement in list.of(object.get(document, ["Statement"], []))
	is_object(statement)
]

# The statements that allow everything, or all but a few named things, on every resource. A
# condition is no excuse: it says when, not what.
admin_statements(document) := [statement |
	some statement in allowing(document)
	unlimited_actions(statement)
	unlimited_resources(statement)
]

unlimited_actions(statement) if {
	some action in list.of(object.get(statement, ["Action"], []))
	regex.match(`^\*+(:\*+)?$`, action)
}

unlimited_actions(statement) if object.get(statement, ["NotAction"], null) != null

unlimited_resources(statement) if {
	some resource in list.of(object.get(statement, ["Resource"], []))
	regex.match(`^(\*+|arn:\*|arn:(\*|aws[a-z-]*)(:\*)+)$`, resource)
}

unlimited_resources(statement) if object.get(statement, ["NotResource"], null) != null

# The attached AWS managed policies that the spec counts as administrator access.
admin_arns(arns) := [arn |
	some arn in list.of(arns)
	some name in data.spec.iam.admin_managed_policies
	endswith(arn, sprintf(":iam::aws:policy/%s", [name]))
]

# True when everybody is the principal, whatever account they come from.
for_everyone(statement) if "*" in list.of(object.get(statement, ["Principal"], []))

for_everyone(statement) if "*" in list.of(object.get(statement, ["Principal", "AWS"], []))

# The statements by which anybody at all is let in.
open_statements(document) := [statement |
	some statement in allowing(document)
	lets_everyone_in(statement)
	not narrowed(statement)
]

lets_everyone_in(statement) if for_everyone(statement)

# Allowing all but a few allows everybody else.
lets_everyone_in(statement) if object.get(statement, ["NotPrincipal"], null) != null

# The conditions of a statement, one element for each operator and key.
conditions(statement) := [{"operator": operator, "key": lower(key), "values": list.of(values)} |
	block := object.get(statement, ["Condition"], null)
	is_object(block)
	some operator, tests in block
	some key, values in tests
]

# True when a condition binds the caller to accounts, organizations, networks or resources that
# are named. What a caller can choose freely (referer, user agent, tags, an external id) binds
# nobody; an operator that also holds when the key is missing (…IfExists, ForAllValues) neither.
narrowed(statement) if {
	some condition in conditions(statement)
	condition.key in binding_keys
	condition.operator in matching_operators
	all_fixed(condition.values)
}

narrowed(statement) if {
	some condition in conditions(statement)
	condition.key in {"aws:sourceip", "aws:vpcsourceip"}
	condition.operator in {"IpAddress", "ForAnyValue:IpAddress"}
	all_bounded(condition.values)
}

binding_keys := {
	"aws:principalaccount",
	"aws:principalarn",
	"aws:principalorgid",
	"aws:principalorgpaths",
	"aws:sourceaccount",
	"aws:sourcearn",
	"aws:sourceorgid",
	"aws:sourceorgpaths",
	"aws:sourceowner",
	"aws:sourcevpc",
	"aws:sourcevpce",
	"aws:userid",
	"kms:calleraccount",
	"s3:dataaccesspointaccount",
	"s3:dataaccesspointarn",
	"s3:x-amz-server-side-encryption-aws-kms-key-id",
}

matching_operators := {
	"ArnEquals",
	"ArnLike",
	"ForAnyValue:ArnEquals",
	"ForAnyValue:ArnLike",
	"ForAnyValue:StringEquals",
	"ForAnyValue:StringEqualsIgnoreCase",
	"ForAnyValue:StringLike",
	"StringEquals",
	"StringEqualsIgnoreCase",
	"StringLike",
}

all_fixed(values) if {
	loose := [value | some value in values; not fixed(value)]
	count(values) > 0
	count(loose) == 0
}

# A value without wildcard or variable.
fixed(value) if not regex.match(`[*?]|\$\{`, sprintf("%v", [value]))

# An ARN whose account is named, a path of a named organization, sessions of a named identity.
fixed(value) if regex.match(`^arn:[^:*?]+:[^:]*:[^:]*:[0-9]{12}:`, sprintf("%v", [value]))

fixed(value) if regex.match(`^o-[a-z0-9]{10,32}/`, sprintf("%v", [value]))

fixed(value) if regex.match(`^A(ROA|IDA)[A-Z0-9]{12,}:`, sprintf("%v", [value]))

all_bounded(ranges) if {
	wide := [cidr | some cidr in ranges; not bounded(cidr)]
	count(ranges) > 0
	count(wide) == 0
}

bounded(cidr) if {
	is_string(cidr)
	not network.world(cidr)
}
