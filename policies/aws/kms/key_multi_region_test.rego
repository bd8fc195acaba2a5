package aws.kms.key_multi_region_test

import data.aws.kms.key_multi_region

deny(multi_region, allowed) := found if {
	found := key_multi_region.deny with input as {"attributes": {"multi_region": multi_region}}
		with data.spec as {"kms": {"allow_multi_region": allowed}}
}

test_keys_of_one_region_pass if {
	deny(false, false) == set()
	deny(null, false) == set()
}

test_keys_of_several_regions_fail if deny(true, false) == {{"path": "multi_region", "actual": true, "expected": false}}

test_the_spec_may_allow_them if deny(true, true) == set()
