# METADATA
# title: Key policies let in only accounts and organizations that the spec trusts
# description: >-
#   Another account in a key policy can read everything that the key protects, and decides by itself
#   who of its people may. What is left of a former partner or an old test account is a way in that no
#   change in your own account closes.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
# custom:
#   id: aws-kms-key-policy-cross-account
#   severity: high
#   kinds: [aws.kms.key]
#   spec: [SEC-3]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.kms.key_policy_cross_account

import data.lib.finding
import data.lib.iam
import data.lib.list

deny contains finding.new("policy", statement, wanted) if {
	some statement in iam.allowing(object.get(input.attributes, ["policy"], null))
	strangers := guests(statement) - trusted
	count(strangers) > 0
	wanted := sprintf("no statement that allows %s", [concat(", ", sort(strangers))])
}

trusted := ({object.get(input, ["scope", "account"], "")} | {id | some id in data.spec.kms.trusted_accounts}) |
	{id | some id in data.spec.kms.trusted_organizations}

# Accounts and organizations that a statement lets in: as principals, or, where everybody is the principal,
# by its conditions.
guests(statement) := named(list.of(object.get(statement, ["Principal", "AWS"], []))) | by_condition(statement)

named(principals) := {account |
	some principal in principals
	some account in regex.find_n(`[0-9]{12}`, account_part(principal), 1)
}

# An account by itself, or the part of an ARN that holds it.
account_part(principal) := principal if {
	regex.match(`^[0-9]{12}$`, sprintf("%v", [principal]))
} else := split(principal, ":")[4] if {
	regex.match(`^arn:[^:]*:[^:]*:[^:]*:[0-9]{12}:`, sprintf("%v", [principal]))
}

by_condition(statement) := {guest |
	iam.lets_everyone_in(statement)
	some condition in iam.conditions(statement)
	condition.operator in iam.matching_operators
	condition.key in caller_keys
	some value in condition.values
	some guest in named_in(value)
}

caller_keys := {
	"aws:principalaccount",
	"aws:principalarn",
	"aws:principalorgid",
	"aws:principalorgpaths",
	"aws:sourceaccount",
	"aws:sourcearn",
	"aws:sourceorgid",
	"aws:sourceorgpaths",
	"kms:calleraccount",
}

named_in(value) := named([value]) | {organization |
	some organization in regex.find_n(`^o-[a-z0-9]{10,32}`, sprintf("%v", [value]), 1)
}
