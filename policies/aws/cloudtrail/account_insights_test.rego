package aws.cloudtrail.account_insights_test

import data.aws.cloudtrail.account_insights as policy

trail(logging, types) := {"attributes": {
	"enable_logging": logging,
	"is_multi_region_trail": true,
	"home_region": "us-east-1",
	"insight_selector": [{"insight_type": type} | some type in types],
}}

judge(held, types) := found if {
	found := policy.deny with input as {"attributes": {"enabled_regions": ["us-east-1"]}}
		with data.snapshot as {"aws.cloudtrail.trail": held}
		with data.spec as {"cloudtrail": {"require_multi_region": true, "insight_types": types}}
}

both := ["ApiCallRateInsight", "ApiErrorRateInsight"]

test_both_sorts_pass if {
	judge({"t": trail(true, both)}, both) == set()
	judge({"t": trail(true, ["ApiCallRateInsight"]), "u": trail(true, ["ApiErrorRateInsight"])}, both) == set()
	judge({}, []) == set()
}

test_one_sort_is_missing if {
	judge({"t": trail(true, ["ApiCallRateInsight"])}, both) == {{
		"path": "account_id",
		"actual": "looked for by []",
		"expected": "some trail looks for ApiErrorRateInsight",
	}}
}

test_a_trail_that_does_not_log_fails if count(judge({"t": trail(false, both)}, both)) == 2

test_no_insights_fail if count(judge({"t": {"attributes": {"enable_logging": true, "is_multi_region_trail": true, "insight_selector": null}}}, both)) == 2
