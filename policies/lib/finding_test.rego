package lib.finding_test

import data.lib.finding

test_new_holds_what_is_and_what_should_be if {
	finding.new("a.b", null, 7) == {"path": "a.b", "actual": null, "expected": 7}
}

test_because_adds_the_relation if {
	finding.because("a", 1, 2, "x -> y") == {"path": "a", "actual": 1, "expected": 2, "because": "x -> y"}
}

test_unread_claims_no_value if {
	finding.unread("a", "not there") == {"path": "a", "unread": "not there"}
}

test_what_is_not_offered_says_why if {
	finding.unsupported("a.b", "the plan lacks it") == {"path": "a.b", "unsupported": "the plan lacks it"}
}
