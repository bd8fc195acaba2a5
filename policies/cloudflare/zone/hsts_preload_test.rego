package cloudflare.zone.hsts_preload_test

import data.cloudflare.zone.hsts_preload

deny(attributes) := found if {
	found := hsts_preload.deny with input as {"attributes": attributes}
}

header(enabled, value) := {"settings": {"security_header": {"value": {"strict_transport_security": {"enabled": enabled, "preload": value}}}}}

failure(member, actual) := {"path": sprintf("settings.security_header.value.strict_transport_security.%s", [member]), "actual": actual, "expected": true}

test_on_passes if deny(header(true, true)) == set()

test_off_fails if deny(header(true, false)) == {failure("preload", false)}

test_it_never_passes_without_the_header if {
	deny(header(false, true)) == {failure("enabled", false)}
	deny(header(null, true)) == {failure("enabled", null)}
	deny(header(false, false)) == {failure("enabled", false), failure("preload", false)}
}

test_unset_fails if {
	deny(header(true, null)) == {failure("preload", null)}
	deny({}) == {failure("enabled", null), failure("preload", null)}
}

test_text_is_not_on if deny(header(true, "true")) == {failure("preload", "true")}
