package cloudflare.workers.script_reviewed_test

import data.cloudflare.workers.script_reviewed

deny(id, etag, only_reviewed) := found if {
	found := script_reviewed.deny with input as {"id": id, "attributes": {"etag": etag}}
		with data.spec as {"cloudflare": {"workers": {"reviewed": [{"script": "headers", "etag": "abc"}, {"script": "twice", "etag": "a"}, {"script": "twice", "etag": "\"b\""}], "only_reviewed": only_reviewed}}}
}

failure(actual, expected) := {{"path": "etag", "actual": actual, "expected": expected}}

test_the_reviewed_version_passes if {
	deny("headers", "abc", true) == set()
	deny("headers", "\"abc\"", false) == set()
}

test_each_of_several_reviewed_versions_passes if {
	deny("twice", "a", true) == set()
	deny("twice", "b", true) == set()
	deny("twice", "c", true) == failure("c", "a or b")
}

test_another_version_fails if {
	deny("headers", "abd", false) == failure("abd", "abc")
	deny("headers", "ABC", false) == failure("ABC", "abc")
	deny("headers", "", false) == failure("", "abc")
	deny("headers", null, false) == failure(null, "abc")
}

test_a_worker_that_the_spec_does_not_name if {
	deny("other", "x", false) == set()
	deny("other", "x", true) == failure("x", "a version that the spec names")
	deny("Headers", "abc", true) == failure("abc", "a version that the spec names")
}
