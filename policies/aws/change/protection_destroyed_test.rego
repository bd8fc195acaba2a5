package aws.change.protection_destroyed_test

import data.aws.change.protection_destroyed

deny(actions) := found if {
	found := protection_destroyed.deny with input as {"origin": {"source": "plan", "address": "a.b", "actions": actions}}
}

test_what_stays_passes if {
	every actions in [["no-op"], ["update"], ["create"], ["forget"]] {
		deny(actions) == set()
	}
}

test_what_goes_fails if {
	some found in deny(["delete"])
	found.path == "origin.actions"
	found.because == "the plan destroys a.b"
	count(deny(["delete"])) == 1
}

test_a_replacement_passes if {
	deny(["delete", "create"]) == set()
	deny(["create", "delete"]) == set()
}
