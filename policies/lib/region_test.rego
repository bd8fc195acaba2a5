package lib.region_test

import data.lib.region

place := {"scope": {"provider": "aws", "account": "111122223333", "region": "eu-west-1"}}

test_the_reason_names_the_region if {
	found := region.lacks("a thing", "no thing is on") with input as place
	found == {"path": "tags", "actual": null, "expected": "a thing", "because": "region eu-west-1 -> no thing is on"}
}

test_the_spec_says_what_is_watched if {
	region.watched with input as place with data.spec as {"detection": {"ignored_regions": []}}
	region.watched with input as place with data.spec as {"detection": {"ignored_regions": ["eu-west"]}}
	not region.watched with input as place with data.spec as {"detection": {"ignored_regions": ["eu-west-1"]}}
}
