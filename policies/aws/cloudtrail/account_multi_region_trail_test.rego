package aws.cloudtrail.account_multi_region_trail_test

import data.aws.cloudtrail.account_multi_region_trail as policy

trail(changes) := {"attributes": object.union(
	{"enable_logging": true, "is_multi_region_trail": true, "home_region": "us-east-1"},
	changes,
)}

judge(held, multi) := found if {
	found := policy.deny with input as {"attributes": {"enabled_regions": ["us-east-1", "eu-west-1"]}}
		with data.snapshot as {"aws.cloudtrail.trail": held}
		with data.spec as {"cloudtrail": {"require_multi_region": multi}}
}

failure(regions, reason) := {
	"path": "enabled_regions",
	"actual": regions,
	"expected": "covered by a trail that logs",
	"because": reason,
}

test_one_trail_for_all_regions_passes if {
	judge({"t": trail({})}, true) == set()
	judge({"t": trail({}), "u": trail({"enable_logging": false})}, true) == set()
}

test_shadow_of_an_organization_trail_counts if {
	judge({"arn:aws:cloudtrail:us-east-1:444455556666:trail/all": trail({"is_organization_trail": true})}, true) == set()
}

test_no_trail_fails if judge({}, true) == {failure(["eu-west-1", "us-east-1"], "no trail is there")}

test_a_trail_that_does_not_log_fails if {
	judge({"t": trail({"enable_logging": false})}, true) == {failure(["eu-west-1", "us-east-1"], "trail t does not log")}
}

test_trails_of_regions_fail_where_one_for_all_is_demanded if {
	judge({"t": trail({"is_multi_region_trail": false})}, true) == {failure(["eu-west-1"], "trail t covers its own region only")}
	both := {"t": trail({"is_multi_region_trail": false}), "u": trail({"is_multi_region_trail": false, "home_region": "eu-west-1"})}
	count(judge(both, true)) == 1
	judge(both, false) == set()
}

test_regions_without_trail_fail if {
	judge({"t": trail({"is_multi_region_trail": false})}, false) == {failure(["eu-west-1"], "trail t covers its own region only")}
}

test_unknown_regions_do_not_pass if {
	found := policy.deny with input as {"attributes": {"enabled_regions": null}}
		with data.snapshot as {"aws.cloudtrail.trail": {}}
		with data.spec as {"cloudtrail": {"require_multi_region": false}}
	count(found) == 1
}
