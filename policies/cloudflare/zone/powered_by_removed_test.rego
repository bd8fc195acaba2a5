package cloudflare.zone.powered_by_removed_test

import data.cloudflare.zone.powered_by_removed

deny(attributes) := found if {
	found := powered_by_removed.deny with input as {"attributes": attributes}
}

zone(transforms) := {"managed_transforms": {"managed_response_headers": transforms, "managed_request_headers": []}}

transform(id, enabled) := {"id": id, "enabled": enabled, "has_conflict": false}

failure(actual) := {{
	"path": "managed_transforms.managed_response_headers[remove_x-powered-by_header].enabled",
	"actual": actual,
	"expected": true,
}}

test_on_passes if {
	deny(zone([transform("add_security_headers", false), transform("remove_x-powered-by_header", true)])) == set()
}

test_off_fails if deny(zone([transform("remove_x-powered-by_header", false)])) == failure(false)

test_one_that_is_not_listed_fails if {
	deny(zone([transform("add_security_headers", true)])) == failure(null)
	deny(zone([transform("Remove_X-Powered-By_Header", true)])) == failure(null)
	deny(zone([])) == failure(null)
	deny(zone(null)) == failure(null)
	deny({}) == failure(null)
}

test_one_that_is_both_on_and_off_fails if {
	deny(zone([transform("remove_x-powered-by_header", true), transform("remove_x-powered-by_header", false)])) == failure(false)
}

test_the_same_name_among_the_requests_does_not_count if {
	deny({"managed_transforms": {
		"managed_response_headers": [],
		"managed_request_headers": [transform("remove_x-powered-by_header", true)],
	}}) == failure(null)
}
