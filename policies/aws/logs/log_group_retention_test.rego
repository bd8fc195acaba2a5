package aws.logs.log_group_retention_test

import data.aws.logs.log_group_retention as policy

judge(attributes, days, never) := found if {
	found := policy.deny with input as {"attributes": attributes}
		with data.spec as {"logs": {"min_retention_days": days, "allow_never_expire": never}}
}

failure(actual, expected) := {"path": "retention_in_days", "actual": actual, "expected": expected}

test_long_enough_passes if {
	judge({"retention_in_days": 365}, 365, true) == set()
	judge({"retention_in_days": 3653}, 365, false) == set()
}

test_too_short_fails if judge({"retention_in_days": 30}, 365, true) == {failure(30, 365)}

test_never_expiring_is_up_to_the_spec if {
	judge({"retention_in_days": null}, 365, true) == set()
	judge({"retention_in_days": null}, 365, false) == {failure(null, 365)}
	judge({}, 365, false) == {failure(null, 365)}
}

test_stellarrec_wants_any_retention if {
	judge({"retention_in_days": 30}, 1, false) == set()
	judge({"retention_in_days": null}, 1, false) == {failure(null, 1)}
}

test_groups_for_delivery_are_not_judged if judge({"retention_in_days": 2, "log_group_class": "DELIVERY"}, 365, false) == set()
