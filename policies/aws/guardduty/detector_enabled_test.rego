package aws.guardduty.detector_enabled_test

import data.aws.guardduty.detector_enabled

deny(detectors, ignored) := found if {
	found := detector_enabled.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {"aws.guardduty.detector": detectors}
		with data.spec as {"detection": {"ignored_regions": ignored}}
}

detector(on) := {"d": {"attributes": {"enable": on}}}

failure := {{
	"path": "tags",
	"actual": null,
	"expected": "a detector that is on",
	"because": "region eu-west-1 -> no detector of GuardDuty is on",
}}

test_a_detector_passes if deny(detector(true), []) == set()

test_without_one_the_region_fails if {
	deny({}, []) == failure
	deny(detector(false), []) == failure
	deny(detector(null), []) == failure
}

test_a_region_of_which_nothing_was_found_fails if {
	found := detector_enabled.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {}
		with data.spec as {"detection": {"ignored_regions": []}}
	count(found) == 1
}

test_ignored_regions_pass if deny({}, ["eu-west-1"]) == set()
