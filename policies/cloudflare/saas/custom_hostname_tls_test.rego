package cloudflare.saas.custom_hostname_tls_test

import data.cloudflare.saas.custom_hostname_tls

spec := {"cloudflare": {
	"min_tls_version": "1.2",
	"certificates": {"custom_hostname_statuses": ["active"], "ignored_statuses": ["deleted"]},
}}

deny(status, ssl) := found if {
	found := custom_hostname_tls.deny with input as {"attributes": {"status": status, "ssl": ssl}} with data.spec as spec
}

ssl(status, version) := {"status": status, "settings": {"min_tls_version": version}}

failure(path, actual, expected) := {"path": path, "actual": actual, "expected": expected}

old(version) := failure("ssl.settings.min_tls_version", version, "1.2")

test_active_and_strict_passes if {
	deny("active", ssl("active", "1.2")) == set()
	deny("active", ssl("active", "1.3")) == set()
}

test_deleted_is_not_judged if deny("deleted", null) == set()

test_pending_fails if {
	deny("pending", ssl("active", "1.2")) == {failure("status", "pending", ["active"])}
	deny(null, ssl("active", "1.2")) == {failure("status", null, ["active"])}
	deny("active", ssl("pending_validation", "1.2")) == {failure("ssl.status", "pending_validation", "active")}
}

test_outdated_or_unset_versions_fail if {
	deny("active", ssl("active", "1.1")) == {old("1.1")}
	deny("active", ssl("active", null)) == {old(null)}
	deny("active", ssl("active", 1.2)) == {old(1.2)}
	deny("active", {"status": "active", "settings": null}) == {old(null)}
	deny("active", null) == {failure("ssl.status", null, "active"), old(null)}
}
