package aws.iam.account_password_policy_characters_test

import data.aws.iam.account_password_policy_characters

deny(attributes, kinds) := found if {
	found := account_password_policy_characters.deny with input as {"attributes": attributes}
		with data.spec as {"iam": {"password_policy": {"required_characters": kinds}}}
}

failure(path) := {"path": path, "actual": false, "expected": true}

all_kinds := ["lowercase", "uppercase", "numbers", "symbols"]

all_on := {"require_lowercase_characters": true, "require_uppercase_characters": true, "require_numbers": true, "require_symbols": true}

test_all_kinds_pass if deny(all_on, all_kinds) == set()

test_each_missing_kind_fails if {
	deny(object.union(all_on, {"require_lowercase_characters": false}), all_kinds) == {failure("require_lowercase_characters")}
	deny(object.union(all_on, {"require_uppercase_characters": false}), all_kinds) == {failure("require_uppercase_characters")}
	deny(object.union(all_on, {"require_numbers": false}), all_kinds) == {failure("require_numbers")}
	deny(object.union(all_on, {"require_symbols": false}), all_kinds) == {failure("require_symbols")}
}

test_an_account_without_a_policy_fails_in_all if count(deny({"exists": false}, all_kinds)) == 4

test_the_spec_names_the_kinds if {
	deny({}, []) == set()
	deny({"require_numbers": null}, ["numbers"]) == {{"path": "require_numbers", "actual": null, "expected": true}}
}
