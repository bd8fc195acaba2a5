package aws.autoscaling.group_size_test

import data.aws.autoscaling.group_size

judge(smallest, greatest, sizes) := found if {
	found := group_size.deny with input as {"attributes": {"min_size": smallest, "max_size": greatest, "status": null}}
		with data.spec as {"autoscaling": sizes}
}

# 2 to 10, as StellarRec has it.
stellarrec := {"min_size": {"at_least": 2, "at_most": 2}, "max_size": {"at_least": 10, "at_most": 10}}

test_agreed_size_passes if judge(2, 10, stellarrec) == set()

test_other_sizes_fail if {
	judge(1, 10, stellarrec) == {{"path": "min_size", "actual": 1, "expected": "at least 2"}}
	judge(3, 10, stellarrec) == {{"path": "min_size", "actual": 3, "expected": "at most 2"}}
	judge(2, 9, stellarrec) == {{"path": "max_size", "actual": 9, "expected": "at least 10"}}
	judge(2, 20, stellarrec) == {{"path": "max_size", "actual": 20, "expected": "at most 10"}}
	count(judge(null, null, stellarrec)) == 4
}

test_no_bounds_pass if {
	judge(0, 1000, {"min_size": {"at_least": null, "at_most": null}, "max_size": {"at_least": null, "at_most": null}}) == set()
}

test_group_being_deleted_passes if {
	group_size.deny == set() with input as {"attributes": {"min_size": 0, "max_size": 0, "status": "Delete in progress"}}
		with data.spec as {"autoscaling": stellarrec}
}
