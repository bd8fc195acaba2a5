package cloudflare.account.bucket_access_test

import data.cloudflare.account.bucket_access

deny(name, managed, domains) := found if {
	attributes := {"name": name, "managed_domain": {"enabled": managed}, "custom_domains": domains}
	found := bucket_access.deny with input as {"attributes": attributes}
		with data.spec as {"cloudflare": {"account": {"public_buckets": ["site"]}}}
}

managed_failure(actual) := {{"path": "managed_domain.enabled", "actual": actual, "expected": false}}

test_closed_ones_pass if {
	deny("backups", false, []) == set()
	deny("backups", false, null) == set()
	deny("backups", false, [{"domain": "old.example.com", "enabled": false}]) == set()
}

test_the_managed_address_fails if {
	deny("backups", true, []) == managed_failure(true)
	deny("backups", null, []) == managed_failure(null)
}

test_own_domains_fail if {
	found := {{"path": "custom_domains", "actual": "files.example.com", "expected": null}}
	deny("backups", false, [{"domain": "files.example.com", "enabled": true}]) == found
	deny("backups", false, [{"domain": "files.example.com", "enabled": null}]) == found
}

test_public_ones_by_the_spec_pass if {
	deny("site", true, [{"domain": "files.example.com", "enabled": true}]) == set()
	deny("Site", true, []) == managed_failure(true)
}
