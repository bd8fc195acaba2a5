package aws.securityhub.account_enabled_test

import data.aws.securityhub.account_enabled

deny(hubs, ignored) := found if {
	found := account_enabled.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {"aws.securityhub.account": hubs}
		with data.spec as {"detection": {"ignored_regions": ignored}}
}

test_a_subscription_passes if deny({"hub": {"attributes": {}}}, []) == set()

test_without_one_the_region_fails if {
	deny({}, []) == {{
		"path": "tags",
		"actual": null,
		"expected": "a subscription to Security Hub",
		"because": "region eu-west-1 -> Security Hub is not on",
	}}
}

test_a_region_of_which_nothing_was_found_fails if {
	found := account_enabled.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as {}
		with data.spec as {"detection": {"ignored_regions": []}}
	count(found) == 1
}

test_ignored_regions_pass if deny({}, ["eu-west-1"]) == set()
