package cloudflare.account.notifications_test

import data.cloudflare.account.notifications

spec := {"cloudflare": {"account": {"required_notifications": [{"purpose": "attacks", "any_of": ["dos_l7", "dos_l4"]}]}}}

deny(policies) := found if {
	found := notifications.deny with input as {"attributes": {"name": "A"}}
		with data.snapshot as {"cloudflare.account.notification_policy": policies}
		with data.spec as spec
}

policy(type, enabled, emails) := {"attributes": {
	"alert_type": type,
	"enabled": enabled,
	"recipients": {"email": emails, "pagerduty": 0, "webhooks": null},
}}

failure := {{
	"path": "name",
	"actual": null,
	"expected": "one of dos_l7, dos_l4",
	"because": "account A -> notification policies: nobody is told of attacks",
}}

test_one_that_reaches_somebody_passes if {
	deny({"1": policy("dos_l7", true, 1)}) == set()
	deny({"1": policy("other", true, 1), "2": policy("dos_l4", true, 2)}) == set()
}

test_none_fails if {
	deny({}) == failure
	deny({"1": policy("other", true, 1)}) == failure
}

test_one_that_is_off_fails if {
	deny({"1": policy("dos_l7", false, 1)}) == failure
	deny({"1": policy("dos_l7", null, 1)}) == failure
}

test_one_without_recipients_fails if {
	deny({"1": policy("dos_l7", true, 0)}) == failure
	deny({"1": {"attributes": {"alert_type": "dos_l7", "enabled": true, "recipients": null}}}) == failure
}
