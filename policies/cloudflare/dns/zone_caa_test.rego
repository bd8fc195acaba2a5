package cloudflare.dns.zone_caa_test

import data.cloudflare.dns.zone_caa

issuers := ["letsencrypt.org", "pki.goog"]

judge_in(type, records) := found if {
	held := {"cloudflare.dns.record": {id: record |
		some id, attributes in records
		record := {"id": id, "scope": {"zone": "z"}, "attributes": object.union({"name": "example.com", "type": "CAA"}, attributes)}
	}}
	found := zone_caa.deny with input as {"id": "z", "attributes": {"name": "Example.com", "type": type}}
		with data.snapshot as held
		with data.spec as {"cloudflare": {"dns": {"caa_issuers": issuers}}}
}

judge(records) := judge_in("full", records)

caa(tag, value) := {"data": {"flags": 0, "tag": tag, "value": value}}

missing := {{"path": "name", "actual": null, "expected": issuers, "because": "no CAA record with the tag issue stands at the zone's name"}}

stray(issuer, name) := {{"path": "name", "actual": issuer, "expected": issuers, "because": sprintf("the CAA record of %s lets it issue", [name])}}

test_known_authorities_pass if {
	judge([caa("issue", "letsencrypt.org"), caa("issuewild", "PKI.goog; cansignhttpexchanges=yes"), caa("iodef", "mailto:a@example.com")]) == set()
}

test_content_serves_where_parts_lack if {
	judge([{"content": `0 issue "letsencrypt.org"`}]) == set()
	judge([{"content": `0 issue "pki.goog; cansignhttpexchanges=yes"`, "data": null}]) == set()
	judge([{"content": `0 issue "evil.example; a=b c=d"`}]) == stray("evil.example", "example.com")
}

test_forbidding_all_passes if judge([caa("ISSUE", ";")]) == set()

test_none_fails if {
	judge([]) == missing
	judge([{"type": "TXT", "content": `"0 issue letsencrypt.org"`}]) == missing
}

test_others_do_not_stand_in if {
	judge([caa("issuewild", "letsencrypt.org")]) == missing
	judge([caa("iodef", "mailto:a@example.com")]) == missing
	judge([object.union(caa("issue", "letsencrypt.org"), {"name": "www.example.com"})]) == missing
}

test_unknown_authorities_fail_wherever_they_stand if {
	judge([caa("issue", "letsencrypt.org"), caa("issue", "evil.example")]) == stray("evil.example", "example.com")
	judge([caa("issue", "letsencrypt.org"), caa("issuewild", "evil.example")]) == stray("evil.example", "example.com")
	below := object.union(caa("issue", "evil.example"), {"name": "www.example.com"})
	judge([caa("issue", "letsencrypt.org"), below]) == stray("evil.example", "www.example.com")
}

test_what_is_not_understood_is_unread if {
	unread := {"path": "name", "unread": "the CAA record of example.com is not understood"}
	judge([caa("issue", "letsencrypt.org"), {"content": "0"}]) == {unread}
	judge([caa("issue", "letsencrypt.org"), {"data": {"tag": 5, "value": "evil.example"}}]) == {unread}
}

test_records_of_other_zones_do_not_count if {
	found := zone_caa.deny with input as {"id": "z", "attributes": {"name": "example.com", "type": "full"}}
		with data.snapshot as {"cloudflare.dns.record": {"1": {"id": "1", "scope": {"zone": "y"}, "attributes": object.union(caa("issue", "letsencrypt.org"), {"name": "example.com", "type": "CAA"})}}}
		with data.spec as {"cloudflare": {"dns": {"caa_issuers": issuers}}}
	found == missing
}

test_secondary_zones_are_judged if judge_in("secondary", []) == missing

test_partial_zones_are_unread if {
	judge_in("partial", []) == {{"path": "type", "unread": "the records of a partial zone are kept elsewhere"}}
}

test_internal_zones_pass if judge_in("internal", []) == set()
