package cloudflare.zone.hsts_test

import data.cloudflare.zone.hsts

deny(attributes) := found if {
	found := hsts.deny with input as {"attributes": attributes}
}

header(value) := {"settings": {"security_header": {"value": {"strict_transport_security": value}}}}

failure(actual) := {{"path": "settings.security_header.value.strict_transport_security.enabled", "actual": actual, "expected": true}}

test_on_passes if deny(header({"enabled": true, "max_age": 1})) == set()

test_off_fails if deny(header({"enabled": false, "max_age": 31536000})) == failure(false)

test_unset_fails if {
	deny(header({"enabled": null})) == failure(null)
	deny(header(null)) == failure(null)
	deny({"settings": {"security_header": {"value": null}}}) == failure(null)
	deny({}) == failure(null)
}

test_text_is_not_on if deny(header({"enabled": "true"})) == failure("true")
