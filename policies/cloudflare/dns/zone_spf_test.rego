package cloudflare.dns.zone_spf_test

import data.cloudflare.dns.zone_spf

spec := {
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
	"cloudflare": {"dns": {"spf_all": ["-all", "~all"], "spf_redirects": ["_spf.trusted.example"]}},
}

record(name, type, content) := {"scope": {"zone": "z"}, "attributes": {"name": name, "type": type, "content": content}}

txt(content) := record("example.com", "TXT", content)

mx := record("example.com", "MX", "mx.example.net")

judge_in(type, records) := found if {
	found := zone_spf.deny with input as {"id": "z", "attributes": {"name": "example.com", "type": type}}
		with data.snapshot as {"cloudflare.dns.record": {id: held | some id, held in records}}
		with data.spec as spec
}

judge(records) := judge_in("full", records)

# What one record is blamed for, in a zone that takes mail.
blamed(content) := {found.because | some found in judge([mx, txt(content)])}

test_strict_and_soft_endings_pass if {
	judge([txt(`"v=spf1 -all"`)]) == set()
	judge([mx, txt(`"v=spf1 include:_spf.example.net ~all"`), txt(`"google-site-verification=1"`)]) == set()
	judge([mx, txt(`v=spf1 ip4:192.0.2.1 -all`)]) == set()
	judge([mx, txt(`"v=spf1 ip4:192.0.2.1 " "-all"`)]) == set()
	judge([mx, record("EXAMPLE.com.", "TXT", `"V=SPF1 MX -ALL"`)]) == set()
}

test_none_fails_and_the_mend_depends_on_mail if {
	judge([]) == {{"path": "name", "actual": [], "expected": "v=spf1 -all", "because": "0 SPF records stand at the zone's name"}}
	judge([mx]) == {{"path": "name", "actual": [], "expected": "one record v=spf1 … -all", "because": "0 SPF records stand at the zone's name"}}
	judge([record("example.com", "MX", ".")]) == judge([])
}

test_what_is_no_record_does_not_count if {
	judge([txt(`" v=spf1 -all"`)]) == judge([])
	judge([record("www.example.com", "TXT", `"v=spf1 -all"`)]) == judge([])
	judge([record("example.com", "SPF", `"v=spf1 -all"`)]) == judge([])
	judge([object.union(txt(`"v=spf1 -all"`), {"scope": {"zone": "y"}})]) == judge([])
}

test_two_fail if {
	blames := {found.because | some found in judge([txt(`"v=spf1 -all"`), txt(`"v=spf1 mx -all"`)])}
	blames == {"2 SPF records stand at the zone's name"}
}

test_lenient_endings_fail if {
	every ending in ["+all", "all", "?all", "", "?all -all", "ALL"] {
		blamed(sprintf(`"v=spf1 mx %s"`, [ending])) == {"it does not refuse everybody else"}
	}
}

test_a_missing_space_fails if {
	blamed(`"v=spf1 include:_spf.example.net~all"`) == {"it does not refuse everybody else"}
}

test_void_records_fail if {
	blamed(`"v=spf1 mx ip:192.0.2.1 -all"`) == {"nobody knows these terms, so the whole record is void"}
	"it does not refuse everybody else" in blamed(`"v=spf1 mx - all -all"`)
	eleven := concat(" ", [term | some n in numbers.range(1, 11); term := sprintf("include:a%d.example", [n])])
	blamed(sprintf(`"v=spf1 %s -all"`, [eleven])) == {"more than ten terms need a query, so the whole record is void"}
	ten := concat(" ", [term | some n in numbers.range(1, 10); term := sprintf("include:a%d.example", [n])])
	blamed(sprintf(`"v=spf1 %s -all"`, [ten])) == set()
}

test_senders_without_bounds_fail if {
	blamed(`"v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all"`) == {"it lets most of the internet send"}
	blamed(`"v=spf1 a/0 -all"`) == {"it lets most of the internet send"}
}

test_who_sends_nothing_refuses_everybody if {
	blamed(`"v=spf1 ~all"`) == {"it names no sender but does not refuse everybody"}
	blamed(`"v=spf1 -mx ~all"`) == {"it names no sender but does not refuse everybody"}
}

redirect := txt(`"v=spf1 redirect=_spf.example.com"`)

test_a_redirect_within_the_zone_is_followed if {
	judge([mx, redirect, record("_spf.example.com", "TXT", `"v=spf1 mx -all"`)]) == set()
	{found.because | some found in judge([redirect, record("_spf.example.com", "TXT", `"v=spf1 mx ?all"`)])} == {"it leads to _spf.example.com: it does not refuse everybody else"}
	{found.because | some found in judge([redirect])} == {"it leads to _spf.example.com, where 0 SPF records stand"}
}

message(target) := sprintf("the SPF record leads to %s, which is not in this zone", [target])

test_a_redirect_out_of_the_zone_is_unread if {
	judge([txt(`"v=spf1 redirect=_spf.example.net"`)]) == {{"path": "name", "unread": message("_spf.example.net")}}
	judge([redirect, record("_spf.example.com", "TXT", `"v=spf1 redirect=_spf.example.net"`)]) == {{"path": "name", "unread": message("_spf.example.net")}}
	judge([txt(`"v=spf1 redirect=notexample.com"`)]) == {{"path": "name", "unread": message("notexample.com")}}
}

test_a_redirect_that_the_spec_trusts_passes if judge([txt(`"v=spf1 redirect=_spf.trusted.example"`)]) == set()

test_a_redirect_beside_all_counts_for_nothing if {
	blamed(`"v=spf1 mx ?all redirect=_spf.trusted.example"`) == {"it does not refuse everybody else"}
	blamed(`"v=spf1 mx -all redirect=_spf.example.net"`) == set()
}

test_two_redirects_fail if {
	"it leads to two others, so the whole record is void" in blamed(`"v=spf1 redirect=_spf.trusted.example redirect=_spf.trusted.example"`)
}

test_kinds_of_zones if {
	judge_in("secondary", []) == judge([])
	judge_in("internal", []) == set()
	judge_in("partial", []) == {{"path": "type", "unread": "the records of a partial zone are kept elsewhere"}}
}
