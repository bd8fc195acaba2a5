package lib.token_test

import data.lib.token

spec := {"cloudflare": {"account": {"tokens": {"read_only_groups": ["Insights"], "forbidden_groups": ["API Tokens Write"]}}}}

test_groups_that_read_are_known_by_their_name if {
	token.read_only("DNS Read") with data.spec as spec
	token.read_only("Zero Trust: PII Read") with data.spec as spec
	token.read_only("Something Read-Only") with data.spec as spec
	token.read_only("read") with data.spec as spec
	token.read_only("insights") with data.spec as spec
}

test_other_groups_write if {
	not token.read_only("DNS Write") with data.spec as spec
	not token.read_only("DNS Edit") with data.spec as spec
	not token.read_only("Cache Purge") with data.spec as spec
	not token.read_only("Spread") with data.spec as spec
	not token.read_only("Read Write") with data.spec as spec
	not token.read_only("Insights Write") with data.spec as spec
}

test_no_policies_grant_nothing if {
	found := token.writes(null) with data.spec as spec
	found == set()
}

test_live_is_what_is_taken if {
	token.live("active")
	token.live(null)
	not token.live("disabled")
	not token.live("expired")
}
