package cloudflare.turnstile.widget_hostnames_test

import data.cloudflare.turnstile.widget_hostnames

deny(domains) := found if {
	found := widget_hostnames.deny with input as {"attributes": {"domains": domains}}
}

failure(domains) := {{"path": "domains", "actual": domains, "expected": "hostnames of yours"}}

test_named_hostnames_pass if deny(["example.com", "www.example.com"]) == set()

test_no_or_any_hostname_fails if {
	deny([]) == failure([])
	deny(null) == failure(null)
	deny(["example.com", "*"]) == failure(["example.com", "*"])
	deny(["*.com"]) == failure(["*.com"])
	deny(["com."]) == failure(["com."])
	deny([""]) == failure([""])
}
