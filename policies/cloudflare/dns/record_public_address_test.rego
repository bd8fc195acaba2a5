package cloudflare.dns.record_public_address_test

import data.cloudflare.dns.record_public_address

zones(type) := {"cloudflare.zone": {"z": {"id": "z", "attributes": {"type": type}}, "y": {"id": "y", "attributes": {"type": "internal"}}}}

judge_in(type, record) := found if {
	attributes := object.union({"name": "a.example.com", "type": "A", "proxied": false}, record)
	found := record_public_address.deny with input as {"scope": {"zone": "z"}, "attributes": attributes} with data.snapshot as zones(type)
}

judge(record) := judge_in("full", record)

failure(content) := {{"path": "content", "actual": content, "expected": "a public address"}}

test_public_addresses_pass if {
	judge({"content": "8.8.8.8"}) == set()
	judge({"content": "2606:4700::1", "type": "AAAA"}) == set()
}

test_addresses_for_documentation_pass if {
	judge({"content": "203.0.113.10"}) == set()
	judge({"content": "2001:db8::1", "type": "AAAA"}) == set()
}

test_internal_addresses_fail if {
	judge({"content": "10.0.0.1"}) == failure("10.0.0.1")
	judge({"content": " 192.168.0.1 "}) == failure(" 192.168.0.1 ")
	judge({"content": "100.64.0.1", "type": "a"}) == failure("100.64.0.1")
	judge({"content": "::ffff:10.0.0.1", "type": "AAAA"}) == failure("::ffff:10.0.0.1")
	judge({"content": "::ffff:a00:1", "type": "AAAA"}) == failure("::ffff:a00:1")
	judge({"content": "FE80::1", "type": "AAAA"}) == failure("FE80::1")
}

test_behind_the_proxy_they_fail_too if judge({"content": "10.0.0.1", "proxied": true}) == failure("10.0.0.1")

test_behind_a_private_network_they_pass if judge({"content": "10.0.0.1", "proxied": true, "private_routing": true}) == set()

test_a_private_network_without_the_proxy_fails if {
	judge({"content": "10.0.0.1", "private_routing": true}) == failure("10.0.0.1")
}

test_internal_zones_pass if judge_in("internal", {"content": "10.0.0.1"}) == set()

test_hints_are_addresses if {
	hint := `1 . alpn="h2,h3" ipv4hint="203.0.113.1,10.0.0.1" ipv6hint=2001:db8::1`
	judge({"type": "HTTPS", "content": hint}) == failure(hint)
	judge({"type": "SVCB", "content": `1 . ipv6hint="fd00::1"`}) == failure(`1 . ipv6hint="fd00::1"`)
	judge({"type": "HTTPS", "data": {"priority": 1, "target": ".", "value": "ipv4hint=10.0.0.1"}}) == failure("")
	judge({"type": "HTTPS", "content": `1 . alpn="h2" ipv4hint="203.0.113.1"`}) == set()
}

test_no_address_is_no_pass if {
	judge({"content": "10.0.0"}) == {{"path": "content", "unread": "10.0.0 is no address"}}
	judge({"content": null}) == {{"path": "content", "unread": " is no address"}}
	judge({}) == {{"path": "content", "unread": " is no address"}}
}

test_other_types_pass if {
	judge({"type": "CNAME", "content": "www.example.net"}) == set()
	judge({"type": "TXT", "content": `"10.0.0.1"`}) == set()
	judge({"type": "CAA", "data": {"value": "letsencrypt.org"}}) == set()
}
