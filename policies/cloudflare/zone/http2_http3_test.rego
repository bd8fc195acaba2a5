package cloudflare.zone.http2_http3_test

import data.cloudflare.zone.http2_http3

deny(attributes) := found if {
	found := http2_http3.deny with input as {"attributes": attributes}
}

settings(second, third) := {"settings": {"http2": {"value": second}, "http3": {"value": third}}}

failure(setting, actual) := {"path": sprintf("settings.%s.value", [setting]), "actual": actual, "expected": "on"}

test_both_pass if deny(settings("on", "on")) == set()

test_each_fails_alone if {
	deny(settings("off", "on")) == {failure("http2", "off")}
	deny(settings("on", "off")) == {failure("http3", "off")}
}

test_unset_fails if deny({}) == {failure("http2", null), failure("http3", null)}
