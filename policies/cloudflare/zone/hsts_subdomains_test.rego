package cloudflare.zone.hsts_subdomains_test

import data.cloudflare.zone.hsts_subdomains

deny(attributes) := found if {
	found := hsts_subdomains.deny with input as {"attributes": attributes}
}

header(enabled, value) := {"settings": {"security_header": {"value": {"strict_transport_security": {"enabled": enabled, "include_subdomains": value}}}}}

failure(member, actual) := {"path": sprintf("settings.security_header.value.strict_transport_security.%s", [member]), "actual": actual, "expected": true}

test_on_passes if deny(header(true, true)) == set()

test_off_fails if deny(header(true, false)) == {failure("include_subdomains", false)}

test_it_never_passes_without_the_header if {
	deny(header(false, true)) == {failure("enabled", false)}
	deny(header(null, true)) == {failure("enabled", null)}
	deny(header(false, false)) == {failure("enabled", false), failure("include_subdomains", false)}
}

test_unset_fails if {
	deny(header(true, null)) == {failure("include_subdomains", null)}
	deny({}) == {failure("enabled", null), failure("include_subdomains", null)}
}

test_text_is_not_on if deny(header(true, "true")) == {failure("include_subdomains", "true")}
