package aws.accessanalyzer.analyzer_findings_test

import data.aws.accessanalyzer.analyzer_findings

deny(open) := found if {
	found := analyzer_findings.deny with input as {"attributes": {"has_active_findings": open}}
}

test_nothing_open_passes if deny(false) == set()

test_open_findings_fail if deny(true) == {{"path": "has_active_findings", "actual": true, "expected": false}}

test_without_an_answer_nothing_is_claimed if {
	deny(null) == {{"path": "has_active_findings", "unread": "the answer does not tell whether there are findings"}}
}
