package cloudflare.account.open_insights_test

import data.cloudflare.account.open_insights

deny(attributes) := found if {
	found := open_insights.deny with input as {"attributes": attributes}
		with data.spec as {"cloudflare": {"account": {"open_insight_severities": ["critical", "high"]}}}
}

failure(actual) := {{"path": "severity", "actual": actual, "expected": "resolved or dismissed"}}

test_mild_ones_pass if {
	deny({"severity": "Low", "dismissed": false, "status": "active"}) == set()
	deny({"severity": "Moderate", "dismissed": null, "status": null}) == set()
}

test_severe_ones_fail if {
	deny({"severity": "Critical", "dismissed": false, "status": "active"}) == failure("Critical")
	deny({"severity": "high", "dismissed": null, "status": null}) == failure("high")
}

test_closed_ones_pass if {
	deny({"severity": "Critical", "dismissed": true, "status": "active"}) == set()
	deny({"severity": "Critical", "dismissed": false, "status": "resolved"}) == set()
	deny({"severity": null, "dismissed": true, "status": "active"}) == set()
}

test_without_a_severity_nothing_is_claimed if {
	deny({"severity": null, "dismissed": false}) ==
		{{"path": "severity", "unread": "the answer does not tell how severe this is"}}
}
