package cloudflare.origin.address_not_published_test

import data.cloudflare.origin.address_not_published

record(name, type, content, proxied) := {"name": name, "scope": {"zone": "z"}, "attributes": {"type": type, "content": content, "proxied": proxied}}

hidden := record("example.com", "A", "203.0.113.10", true)

judge(records) := found if {
	found := address_not_published.deny with input as {"id": "z"} with data.snapshot as {"cloudflare.dns.record": records}
}

test_hidden_origins_pass if {
	judge({}) == set()
	judge({"1": hidden, "2": record("mail.example.com", "A", "203.0.113.25", false)}) == set()
	judge({"1": hidden, "2": record("example.com", "TXT", "203.0.113.10", false)}) == set()
	judge({"1": hidden, "2": object.union(record("direct.example.org", "A", "203.0.113.10", false), {"scope": {"zone": "y"}})}) == set()
}

test_a_name_that_is_proxied_itself_hides if {
	judge({"1": hidden, "2": record("www.example.com", "CNAME", "example.com", true), "3": record("shop.example.com", "CNAME", "Example.com.", false)}) == set()
}

test_the_same_origin_unproxied_fails if {
	every proxied in [false, null] {
		count(judge({"1": hidden, "2": record("direct.example.com", "A", "203.0.113.10", proxied)})) == 1
	}
	judge({"1": hidden, "2": record("direct.example.com", "A", "203.0.113.10", false)}) == {{"path": "name", "actual": "203.0.113.10", "expected": null, "because": "the unproxied A record of direct.example.com tells it"}}
}

test_names_are_compared_without_case_and_dot if {
	count(judge({"1": record("a.example.com", "CNAME", "App-1.elb.amazonaws.com", true), "2": record("b.example.com", "CNAME", "app-1.ELB.amazonaws.com.", false)})) == 1
}
