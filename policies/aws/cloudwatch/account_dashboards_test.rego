package aws.cloudwatch.account_dashboards_test

import data.aws.cloudwatch.account_dashboards as policy

judge(dashboards, wanted) := found if {
	found := policy.deny with input as {"attributes": {}}
		with data.spec as {"cloudwatch": {"dashboards": wanted}}
		with data.snapshot as {"aws.cloudwatch.dashboard": {name: {"attributes": {"dashboard_name": name, "widget_count": count}} | some name, count in dashboards}}
}

test_dashboard_passes if {
	judge({"stellarrec-production": 3}, ["stellarrec-production"]) == set()
	judge({}, []) == set()
}

test_missing_or_empty_dashboard_fails if {
	expected := {{"path": "account_id", "actual": null, "expected": "a dashboard stellarrec-production that shows something"}}
	judge({}, ["stellarrec-production"]) == expected
	judge({"stellarrec-Production": 3}, ["stellarrec-production"]) == expected
	judge({"stellarrec-production": 0}, ["stellarrec-production"]) == expected
	judge({"stellarrec-production": null}, ["stellarrec-production"]) == expected
}
