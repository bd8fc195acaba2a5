package cloudflare.dns.record_no_wildcard_test

import data.cloudflare.dns.record_no_wildcard

judge(name, type) := found if {
	found := record_no_wildcard.deny with input as {"attributes": {"name": name, "type": type}}
		with data.spec as {"cloudflare": {"dns": {"wildcard_names": ["*.preview.example.com"]}}}
}

failure(name) := {{"path": "name", "actual": name, "expected": null}}

test_names_pass if {
	judge("www.example.com", "A") == set()
	judge("star.example.com", "CNAME") == set()
	judge(null, "A") == set()
}

test_wildcards_fail if {
	every type in ["A", "AAAA", "CNAME", "MX", "NS", "SRV", "HTTPS", "NEWTYPE"] {
		judge("*.example.com", type) == failure("*.example.com")
	}
	judge("*.Example.com.", "A") == failure("*.Example.com.")
}

test_wildcard_texts_and_caa_pass if {
	judge("*._domainkey.example.com", "TXT") == set()
	judge("*.example.com", "CAA") == set()
}

test_those_of_the_spec_pass_and_none_else if {
	judge("*.Preview.example.com", "CNAME") == set()
	judge("*.a.preview.example.com", "CNAME") == failure("*.a.preview.example.com")
}
