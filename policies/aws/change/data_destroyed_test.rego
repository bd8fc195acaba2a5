package aws.change.data_destroyed_test

import data.aws.change.data_destroyed

deny(actions) := found if {
	found := data_destroyed.deny with input as {"origin": {"source": "plan", "address": "a.b", "actions": actions}}
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

test_a_replacement_is_empty if {
	some actions in [["delete", "create"], ["create", "delete"]]
	some found in deny(actions)
	found.because == "the plan replaces a.b by an empty one"
}
