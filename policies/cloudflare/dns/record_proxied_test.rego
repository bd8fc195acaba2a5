package cloudflare.dns.record_proxied_test

import data.cloudflare.dns.record_proxied

judge(record) := found if {
	attributes := object.union({"name": "www.example.com", "type": "A", "proxiable": true, "proxied": false}, record)
	found := record_proxied.deny with input as {"attributes": attributes}
		with data.spec as {"cloudflare": {"dns": {"unproxied_names": ["_*", "*._*", "mail.*"]}}}
}

failure(actual) := {{"path": "proxied", "actual": actual, "expected": true}}

test_proxied_passes if judge({"proxied": true}) == set()

test_web_records_without_a_proxy_fail if {
	every type in ["A", "AAAA", "CNAME", "cname"] {
		judge({"type": type}) == failure(false)
	}
}

test_null_and_odd_values_fail if {
	judge({"proxied": null}) == failure(null)
	judge({"proxied": "true"}) == failure("true")
}

test_wildcards_and_the_apex_fail if {
	judge({"name": "*.example.com"}) == failure(false)
	judge({"name": "example.com"}) == failure(false)
}

test_names_of_the_spec_pass if {
	judge({"name": "mail.example.com"}) == set()
	judge({"name": "MAIL.example.com."}) == set()
	judge({"name": "s1._domainkey.example.com", "type": "CNAME"}) == set()
	judge({"name": "_0123.example.com", "type": "CNAME"}) == set()
}

test_names_that_only_look_like_them_fail if {
	judge({"name": "mailer.example.com"}) == failure(false)
	judge({"name": "app.mail.example.com"}) == failure(false)
}

test_what_cannot_be_proxied_passes if {
	judge({"proxiable": false}) == set()
	judge({"type": "MX"}) == set()
	judge({"type": "TXT"}) == set()
}
