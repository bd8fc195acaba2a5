package aws.accessanalyzer.analyzer_external_access_test

import data.aws.accessanalyzer.analyzer_external_access

deny(analyzers, ignored) := found if {
	found := analyzer_external_access.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {"aws.accessanalyzer.analyzer": analyzers}
		with data.spec as {"detection": {"ignored_regions": ignored, "analyzer_types": ["ACCOUNT", "ORGANIZATION"]}}
}

analyzer(type, status) := {"arn:a": {"attributes": {"type": type, "status": status}}}

failure := {{
	"path": "tags",
	"actual": null,
	"expected": "an active analyzer of external access",
	"because": "region eu-west-1 -> no active Access Analyzer of type ACCOUNT or ORGANIZATION",
}}

test_an_active_analyzer_passes if {
	deny(analyzer("ACCOUNT", "ACTIVE"), []) == set()
	deny(analyzer("ORGANIZATION", "ACTIVE"), []) == set()
}

test_without_one_the_region_fails if {
	deny({}, []) == failure
	deny(analyzer("ACCOUNT", "DISABLED"), []) == failure
	deny(analyzer("ACCOUNT", "CREATING"), []) == failure
	deny(analyzer("ACCOUNT_UNUSED_ACCESS", "ACTIVE"), []) == failure
	deny(analyzer(null, "ACTIVE"), []) == failure
}

test_a_region_of_which_nothing_was_found_fails if {
	found := analyzer_external_access.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {}
		with data.spec as {"detection": {"ignored_regions": [], "analyzer_types": ["ACCOUNT"]}}
	count(found) == 1
}

test_ignored_regions_pass if deny({}, ["eu-west-1"]) == set()
