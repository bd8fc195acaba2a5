package cloudflare.zone.hsts_max_age_test

import data.cloudflare.zone.hsts_max_age

deny(attributes) := found if {
	found := hsts_max_age.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"hsts_min_max_age_seconds": 31536000}}}
}

header(enabled, value) := {"settings": {"security_header": {"value": {"strict_transport_security": {"enabled": enabled, "max_age": value}}}}}

off(actual) := {"path": "settings.security_header.value.strict_transport_security.enabled", "actual": actual, "expected": true}

short(actual) := {"path": "settings.security_header.value.strict_transport_security.max_age", "actual": actual, "expected": 31536000}

test_exactly_a_year_passes if deny(header(true, 31536000)) == set()

test_longer_passes if deny(header(true, 63072000)) == set()

test_shorter_fails if {
	deny(header(true, 31535999)) == {short(31535999)}
	deny(header(true, 0)) == {short(0)}
}

test_it_never_passes_without_the_header if {
	deny(header(false, 31536000)) == {off(false)}
	deny(header(null, 31536000)) == {off(null)}
	deny({}) == {off(null), short(null)}
}

test_unset_and_text_fail if {
	deny(header(true, null)) == {short(null)}
	deny(header(true, "31536000")) == {short("31536000")}
}
