package cloudflare.zone.nosniff_test

import data.cloudflare.zone.nosniff

deny(attributes) := found if {
	found := nosniff.deny with input as {"attributes": attributes}
}

header(enabled, value) := {"settings": {"security_header": {"value": {"strict_transport_security": {"enabled": enabled, "nosniff": value}}}}}

failure(member, actual) := {"path": sprintf("settings.security_header.value.strict_transport_security.%s", [member]), "actual": actual, "expected": true}

test_on_passes if deny(header(true, true)) == set()

test_off_fails if deny(header(true, false)) == {failure("nosniff", false)}

test_it_never_passes_without_the_header if {
	deny(header(false, true)) == {failure("enabled", false)}
	deny(header(null, true)) == {failure("enabled", null)}
	deny(header(false, false)) == {failure("enabled", false), failure("nosniff", false)}
}

test_unset_fails if {
	deny(header(true, null)) == {failure("nosniff", null)}
	deny({}) == {failure("enabled", null), failure("nosniff", null)}
}

test_text_is_not_on if deny(header(true, "true")) == {failure("nosniff", "true")}
