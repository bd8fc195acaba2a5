package lib.dns_test

import data.lib.dns

test_names_are_compared_without_case_and_the_last_dot if {
	dns.name("WWW.Example.COM.") == "www.example.com"
	dns.name(" xn--bcher-kva.example ") == "xn--bcher-kva.example"
	dns.name(null) == ""
	dns.name(5) == ""
}

test_patterns_fit_whole_names if {
	dns.listed("Mail.example.com.", ["mail.*"])
	dns.listed("s1._domainkey.example.com", ["*._*"])
	dns.listed("_acme.example.com", ["_*"])
	dns.listed("vpn.example.com", ["www.example.com", "vpn.example.com"])
	not dns.listed("mailer.example.com", ["mail.*"])
	not dns.listed("web.mail.example.com", ["mail.*"])
	not dns.listed("mailxexample.com", ["mail.example.com"])
	not dns.listed("a.example.com", [])
	not dns.listed("*.example.com", ["_*", "*._*", "mail.*"])
}

test_wildcards if {
	dns.wildcard("*.example.com")
	dns.wildcard("*.Example.com.")
	dns.wildcard("*")
	not dns.wildcard("a*.example.com")
	not dns.wildcard("star.example.com")
}

test_texts_are_joined if {
	dns.joined(`"v=spf1 -all"`) == "v=spf1 -all"
	dns.joined(`v=spf1 -all`) == "v=spf1 -all"
	dns.joined(`"v=DKIM1; p=AAAA" "BBBB"`) == "v=DKIM1; p=AAAABBBB"
	dns.joined(`"a""b"  "c"`) == "abc"
	dns.joined(`"say \"hi\"\; back\\slash"`) == `say "hi"; back\slash`
	dns.joined(`"ends in a quote\""`) == `ends in a quote"`
	dns.joined(`""`) == ""
	dns.joined("") == ""
}

test_what_is_not_quoted_well_stays_as_it_is if {
	dns.joined(`"v=spf1 -all`) == `"v=spf1 -all`
	dns.joined(`"a" b`) == `"a" b`
}

test_addresses if {
	dns.address("192.0.2.1")
	dns.address("2001:db8::1")
	dns.address("::ffff:192.0.2.1")
	not dns.address("192.0.2")
	not dns.address("192.0.2.1/8")
	not dns.address("host.example.com")
	not dns.address("")
}

test_internal_addresses if {
	every address in {
		"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
		"0.0.0.0", "::", "::1", "fc00::1", "fdff::1", "FD00::1", "fe80::1", "febf::1", "fec0::1",
		"::ffff:10.1.2.3", "::ffff:0a01:0203", "0:0:0:0:0:ffff:c0a8:1", "::ffff:172.31.0.1", "::ffff:127.0.0.1", "::FFFF:169.254.169.254",
	} {
		dns.internal_address(address)
	}
}

test_documentation_and_public_addresses_are_not_internal if {
	every address in {
		"192.0.2.1", "198.51.100.1", "203.0.113.10", "2001:db8::1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255",
		"100.128.0.0", "169.253.0.1", "11.0.0.1", "2606:4700::1", "::ffff:8.8.8.8", "::ffff:172.32.0.1", "not an address", "",
	} {
		not dns.internal_address(address)
	}
}

test_mail_is_taken_unless_the_only_exchange_is_a_dot if {
	dns.takes_mail(zone) with data.snapshot as mx(["mx.example.net"])
	dns.takes_mail(zone) with data.snapshot as mx([".", "mx.example.net"])
	not dns.takes_mail(zone) with data.snapshot as mx(["."])
	not dns.takes_mail(zone) with data.snapshot as mx(["0 ."])
	not dns.takes_mail(zone) with data.snapshot as mx([])
	not dns.takes_mail({"id": "other", "attributes": {"name": "example.com"}}) with data.snapshot as mx(["mx.example.net"])
}

zone := {"id": "z", "attributes": {"name": "example.com"}}

mx(contents) := {"cloudflare.dns.record": {id: record |
	some id, content in contents
	record := {"id": id, "scope": {"zone": "z"}, "attributes": {"name": "Example.com", "type": "MX", "content": content}}
}}
