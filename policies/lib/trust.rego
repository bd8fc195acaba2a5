# Says which principals belong to accounts that are trusted: the own one and those that the spec names.
package lib.trust

trusted(principal) if account_of(principal) in accounts

accounts := {id |
	some id in array.concat(data.spec.vpc.trusted_accounts, [object.get(input, ["scope", "account"], null)])
	is_string(id)
}

# The account of an ARN, or of an account written as its bare number.
account_of(principal) := parts[0][1] if {
	is_string(principal)
	parts := regex.find_all_string_submatch_n(`^arn:[a-z-]+:(?:iam|sts)::([0-9]{12}):`, principal, 1)
	count(parts) == 1
}

account_of(principal) := principal if {
	is_string(principal)
	regex.match(`^[0-9]{12}$`, principal)
}
