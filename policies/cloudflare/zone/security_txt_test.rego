package cloudflare.zone.security_txt_test

import data.cloudflare.zone.security_txt

deny(attributes) := found if {
	found := security_txt.deny with input as {"attributes": attributes} with data.now as "2026-11-23T10:00:00Z"
}

file(enabled, contact, expires) := {"security_txt": {"enabled": enabled, "contact": contact, "expires": expires}}

off(actual) := {"path": "security_txt.enabled", "actual": actual, "expected": true}

nobody(actual) := {"path": "security_txt.contact", "actual": actual, "expected": "an address for reports"}

over(actual) := {"path": "security_txt.expires", "actual": actual, "expected": "a moment in the future"}

mail := ["mailto:security@example.com"]

ahead := "2026-11-23T10:00:01Z"

test_a_file_with_contact_and_expiry_passes if {
	deny(file(true, mail, ahead)) == set()
	deny(file(true, ["", "https://example.com/report"], "2027-01-01T00:00:00.5+02:00")) == set()
}

test_one_that_is_not_served_fails if {
	deny(file(false, mail, ahead)) == {off(false)}
	deny(file(null, mail, ahead)) == {off(null)}
}

test_one_without_a_contact_fails if {
	deny(file(true, [], ahead)) == {nobody([])}
	deny(file(true, null, ahead)) == {nobody(null)}
	deny(file(true, [" "], ahead)) == {nobody([" "])}
	deny(file(true, [7], ahead)) == {nobody([7])}
}

test_one_that_is_over_fails if {
	deny(file(true, mail, "2026-11-23T10:00:00Z")) == {over("2026-11-23T10:00:00Z")}
	deny(file(true, mail, "2026-01-01T00:00:00Z")) == {over("2026-01-01T00:00:00Z")}
}

test_one_without_a_readable_expiry_fails if {
	deny(file(true, mail, null)) == {over(null)}
	deny(file(true, mail, "2099-12-31")) == {over("2099-12-31")}
	deny(file(true, mail, "never")) == {over("never")}
}

test_none_fails if {
	deny({"security_txt": null}) == {off(null), nobody(null), over(null)}
	deny({}) == {off(null), nobody(null), over(null)}
}
