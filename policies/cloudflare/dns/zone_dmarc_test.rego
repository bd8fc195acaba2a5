package cloudflare.dns.zone_dmarc_test

import data.cloudflare.dns.zone_dmarc

policies := ["quarantine", "reject"]

record(name, type, content) := {"scope": {"zone": "z"}, "attributes": {"name": name, "type": type, "content": content}}

txt(content) := record("_dmarc.example.com", "TXT", content)

judge_in(type, records) := found if {
	found := zone_dmarc.deny with input as {"id": "z", "attributes": {"name": "example.com", "type": type}}
		with data.snapshot as {"cloudflare.dns.record": {id: held | some id, held in records}}
		with data.spec as {"cloudflare": {"dns": {"dmarc_policies": policies, "dmarc_min_percent": 100}}}
}

judge(records) := judge_in("full", records)

blamed(content) := {found.because | some found in judge([txt(content)])}

missing := {{"path": "name", "actual": [], "expected": policies, "because": "0 DMARC records stand at _dmarc.example.com"}}

test_strict_policies_pass if {
	judge([txt(`"v=DMARC1; p=reject; rua=mailto:d@example.com"`)]) == set()
	judge([txt(`v=DMARC1;p=quarantine;sp=reject;pct=100`)]) == set()
	judge([txt(`"v = DMARC1 ; p = Quarantine ; "`)]) == set()
	judge([record("_DMARC.example.com.", "TXT", `"v=DMARC1; p=" "reject"`)]) == set()
	judge([txt(`"v=DMARC1; p=reject; t=n"`), txt(`"something else"`)]) == set()
}

test_none_fails if {
	judge([]) == missing
	judge([record("example.com", "TXT", `"v=DMARC1; p=reject"`)]) == missing
	judge([txt(`"v=dmarc1; p=reject"`)]) == missing
	judge([txt(`"p=reject; v=DMARC1"`)]) == missing
	judge([object.union(txt(`"v=DMARC1; p=reject"`), {"scope": {"zone": "y"}})]) == missing
}

test_two_fail if {
	records := [txt(`"v=DMARC1; p=reject"`), txt(`"v=DMARC1; p=quarantine"`)]
	{found.because | some found in judge(records)} == {"2 DMARC records stand at _dmarc.example.com"}
}

test_weak_policies_fail if {
	judge([txt(`"v=DMARC1; p=none"`)]) == {{"path": "name", "actual": "v=DMARC1; p=none", "expected": policies, "because": "p is none"}}
	blamed(`"v=DMARC1; p=rejected"`) == {"p is rejected"}
	blamed(`"v=DMARC1; P=reject"`) == {"p is missing"}
	blamed(`"v=DMARC1; rua=mailto:d@example.com"`) == {"p is missing"}
	blamed(`"v=DMARC1; p="`) == {"p is "}
	blamed(`"v=DMARC1; p=reject; sp=none"`) == {"sp is none"}
	blamed(`"v=DMARC1; p=reject; np=none"`) == {"np is none"}
}

test_a_part_of_the_mail_fails if {
	blamed(`"v=DMARC1; p=reject; pct=99"`) == {"it holds for 99 % of the mail"}
	blamed(`"v=DMARC1; p=reject; pct=0"`) == {"it holds for 0 % of the mail"}
	blamed(`"v=DMARC1; p=reject; pct=all"`) == {"it holds for all % of the mail"}
	blamed(`"v=DMARC1; p=reject; pct=0100"`) == {"it holds for 0100 % of the mail"}
}

test_testing_fails if blamed(`"v=DMARC1; p=reject; t=Y"`) == {"it is only being tested (t=y)"}

test_void_records_fail if {
	blamed(`"v=DMARC1; p=reject; p=none"`) == {"it is no list of tags, so it counts as none"}
	blamed(`"v=DMARC1; p=reject; rua"`) == {"it is no list of tags, so it counts as none"}
}

test_what_is_kept_elsewhere_is_unread if {
	unread := {{"path": "name", "unread": "_dmarc.example.com is kept elsewhere"}}
	judge([record("_dmarc.example.com", "CNAME", "example.dmarc.example.net")]) == unread
	judge([record("_dmarc.example.com", "NS", "ns.example.net")]) == unread
}

test_kinds_of_zones if {
	judge_in("secondary", []) == missing
	judge_in("internal", []) == set()
	judge_in("partial", []) == {{"path": "type", "unread": "the records of a partial zone are kept elsewhere"}}
}
