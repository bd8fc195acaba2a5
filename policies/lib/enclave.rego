# Reads key policies for Nitro Enclaves: which statements hand out what a key protects, and which of them
# ask for an attestation of what runs in the enclave.
package lib.enclave

import data.lib.iam
import data.lib.list
import data.lib.wildcard

# True for a key that is meant for enclaves: by one of its names, or by what its policy speaks of.
meant(names, _) if {
	some name in names
	some wanted in data.spec.kms.enclave.names
	wildcard.matches(wanted, name)
}

meant(_, policy) if {
	some statement in iam.statements(policy)
	some condition in iam.conditions(statement)
	is_string(register(condition.key))
}

# The texts by which a key is called something.
names(description, aliases, tags) := array.concat(
	array.concat(list.of(description), list.of(aliases)),
	[text | is_object(tags); some key, value in tags; some text in [key, value]],
)

# The allowing statements that hand out what the key protects.
sensitive(policy) := [statement |
	some statement in iam.allowing(policy)
	count(actions(statement)) > 0
]

# Which of the spec's actions a statement is about.
actions(statement) := {action |
	object.get(statement, ["NotAction"], null) == null
	some action in data.spec.kms.enclave.actions
	named(object.get(statement, ["Action"], []), action)
} | {action |
	excluded := object.get(statement, ["NotAction"], null)
	excluded != null
	some action in data.spec.kms.enclave.actions
	not named(excluded, action)
}

named(patterns, action) if {
	some wanted in list.of(patterns)
	wildcard.matches(wanted, action)
}

# True when a statement holds only for enclaves whose image, or whose signer, is named.
attested(statement) if {
	some condition in demands(statement)
	condition.register in data.spec.kms.enclave.image_registers
}

# The registers that a statement binds to values, each as {register, values}. A pattern binds nothing, nor
# does zero, which is what enclaves in debug mode show.
demands(statement) := [{"register": name, "values": condition.values} |
	some condition in iam.conditions(statement)
	name := register(condition.key)
	condition.operator in iam.matching_operators
	measured(condition.values)
]

register(key) := "PCR0" if {
	key == "kms:recipientattestation:imagesha384"
} else := upper(trim_prefix(key, "kms:recipientattestation:")) if {
	startswith(key, "kms:recipientattestation:pcr")
}

measured(values) if {
	loose := [value | some value in values; not regex.match(`^[0-9a-zA-Z+/=]*[1-9a-zA-Z][0-9a-zA-Z+/=]*$`, sprintf("%v", [value]))]
	count(values) > 0
	count(loose) == 0
}

# True when all that a statement hands out is denied to everybody who shows no such attestation.
neutralised(statement, policy) if {
	open := actions(statement) - denied_without(policy)
	count(open) == 0
}

denied_without(policy) := {action |
	some statement in iam.denying(policy)
	iam.for_everyone(statement)
	"*" in list.of(object.get(statement, ["Resource"], []))
	conditions := iam.conditions(statement)
	strict := [condition | some condition in conditions; denies_others(condition)]
	count(strict) == count(conditions)
	some action in actions(statement)
}

# Several conditions must all hold before a Deny does, so each of them has to name an image.
denies_others(condition) if {
	register(condition.key) in data.spec.kms.enclave.image_registers
	condition.operator in {
		"StringNotEquals",
		"StringNotEqualsIfExists",
		"StringNotEqualsIgnoreCase",
		"StringNotEqualsIgnoreCaseIfExists",
	}
	measured(condition.values)
}
