package lib.access_test

import data.lib.access

spec := {
	"cloudflare": {"access": {
		"admin_hosts": ["Admin.Example.com."],
		"public_hosts": ["shop.example.com"],
		"broad_selectors": ["everyone", "any_valid_service_token", "auth_method"],
		"named_selectors": ["email", "email_domain", "ip", "service_token"],
		"open_providers": ["onetimepin", "google"],
		"public_email_domains": ["gmail.com"],
	}},
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
}

everyone := {"everyone": {}}

alice := {"email": {"email": "alice@example.com"}}

mfa := {"auth_method": {"auth_method": "mfa"}}

group(id) := {"group": {"id": id}}

login(id) := {"login_method": {"id": id}}

groups := {
	"all": {"attributes": {"include": [everyone], "exclude": [], "require": []}},
	"staff": {"attributes": {"include": [alice], "exclude": [], "require": []}},
	"narrowed": {"attributes": {"include": [everyone], "exclude": [], "require": [alice]}},
	"with_mfa": {"attributes": {"include": [everyone], "exclude": [], "require": [mfa]}},
	"of_all": {"attributes": {"include": [group("all")], "exclude": [], "require": []}},
	"of_staff": {"attributes": {"include": [group("staff")], "exclude": [], "require": []}},
	"must_be_staff": {"attributes": {"include": [everyone], "exclude": [], "require": [group("staff")]}},
	"all_of_all": {"attributes": {"include": [group("all")], "exclude": [], "require": [group("with_mfa")]}},
	"deep_all": {"attributes": {"include": [group("of_all")], "exclude": [], "require": []}},
	"deep_staff": {"attributes": {"include": [group("of_staff")], "exclude": [], "require": []}},
	"itself": {"attributes": {"include": [group("itself")], "exclude": [], "require": []}},
	"odd": {"attributes": {"include": null, "exclude": null, "require": null}},
}

providers := {
	"pin": {"attributes": {"type": "onetimepin"}},
	"okta": {"attributes": {"type": "okta"}},
	"odd": {"attributes": {"type": null}},
}

shared := {"p": {"attributes": {"decision": "allow", "include": [alice], "require": null}}}

snapshot := {
	"cloudflare.zero_trust.access_group": groups,
	"cloudflare.zero_trust.access_identity_provider": providers,
	"cloudflare.zero_trust.access_policy": shared,
}

rules(include, required) := {"include": include, "require": required}

open(include, required) if access.open(rules(include, required)) with data.snapshot as snapshot with data.spec as spec

closed(include, required) if access.closed(rules(include, required)) with data.snapshot as snapshot with data.spec as spec

only_open(include, required) if {
	open(include, required)
	not closed(include, required)
}

only_closed(include, required) if {
	closed(include, required)
	not open(include, required)
}

unclear(include, required) if {
	not open(include, required)
	not closed(include, required)
}

test_durations if {
	access.seconds("24h") == 86400
	access.seconds("30m") == 1800
	access.seconds("1h30m") == 5400
	access.seconds("0s") == 0
	access.seconds("720h") == 2592000
	access.seconds("1.5h") == 5400
	access.seconds("300ms") < 1
	access.seconds("2m1ms") < 121
}

test_no_durations if {
	every text in ["", "24", "h", "24 h", "24H", "-1h", "forever", "1d", "24hx", null, 24, ["24h"]] {
		not access.seconds(text)
	}
}

test_whom_rules_name if {
	only_open([everyone], [])
	only_open([alice, everyone], null)
	only_open([{"any_valid_service_token": {}}], [])
	only_open([everyone], [mfa])
	only_open([{"ip": {"ip": "0.0.0.0/0"}}], [])
	only_open([{"ip": {"ip": "::/0"}}], [])
	only_open([{"email_domain": {"domain": "@GMAIL.com"}}], [])
	only_open([login("pin")], [])
	only_closed([alice], [])
	only_closed([alice], [everyone])
	only_closed([everyone], [alice])
	only_closed([everyone], [mfa, alice])
	only_closed([{"ip": {"ip": "203.0.113.0/24"}}], [])
	only_closed([{"email_domain": {"domain": "example.com"}}], [])
	only_closed([login("okta")], [])
	only_closed([everyone], [login("okta")])
	only_closed([], [])
}

test_what_cannot_be_judged_is_neither if {
	unclear([{"moon_phase": {}}], [])
	unclear([alice, {"moon_phase": {}}], [])
	unclear([everyone], [{"moon_phase": {}}])
	unclear([login("gone")], [])
	unclear([login("odd")], [])
	unclear([{}], [])
	unclear([null], [])
	unclear(["everyone"], [])
	unclear([{"email": {"email": "a@b.c"}, "moon_phase": {}}], [])
	unclear(null, [])
}

test_groups_are_looked_into if {
	only_open([group("all")], [])
	only_open([group("with_mfa")], [])
	only_open([group("of_all")], [])
	only_open([group("all_of_all")], [])
	only_open([everyone], [group("all")])
	only_closed([group("staff")], [])
	only_closed([group("narrowed")], [])
	only_closed([group("of_staff")], [])
	only_closed([group("must_be_staff")], [])
	only_closed([everyone], [group("staff")])
	only_closed([everyone], [group("of_staff")])
}

test_groups_that_are_too_deep_odd_or_gone_are_neither if {
	unclear([group("deep_all")], [])
	unclear([group("deep_staff")], [])
	unclear([group("itself")], [])
	unclear([group("odd")], [])
	unclear([group("gone")], [])
	unclear([{"group": "all"}], [])
}

terms(policy) := found if found := access.terms(policy) with data.snapshot as snapshot

test_terms_of_a_reusable_policy_are_looked_up if {
	terms({"id": "x", "decision": "deny", "include": [], "require": null}) == {"decision": "deny", "include": [], "require": null}
	terms({"id": "p", "include": null}) == {"decision": "allow", "include": [alice], "require": null}
	not terms({"id": "gone"})
	not terms({})
}

test_policies_are_objects if {
	access.policies({"policies": [null, {"id": "p"}]}) == [{"id": "p"}]
	access.policies({"policies": null}) == []
	access.path({"id": "p"}) == "policies[p]"
	access.path({}) == "policies[]"
}

hosts(application) := {[place.host, place.path, place.whole] | some place in access.places(object.union({"type": "self_hosted"}, application))}

test_places if {
	hosts({"destinations": [{"type": "public", "uri": "Admin.Example.com"}]}) == {["admin.example.com", "", true]}
	hosts({"destinations": [{"uri": "a.example.com/"}, {"type": "public", "uri": "b.example.com/x/*"}]}) == {["a.example.com", "", true], ["b.example.com", "/x/*", false]}
	hosts({"destinations": [{"type": "public", "uri": "https://a.example.com.:8443/*"}]}) == {["a.example.com", "/*", true]}
	hosts({"destinations": [{"type": "private", "hostname": "a.internal"}, null], "domain": "a.example.com"}) == set()
	hosts({"destinations": [], "self_hosted_domains": ["a.example.com"], "domain": "a.example.com/x"}) == {["a.example.com", "", true], ["a.example.com", "/x", false]}
	hosts({"destinations": null, "domain": "a.example.com"}) == {["a.example.com", "", true]}
	hosts({"domain": null}) == set()
	hosts({"type": "bookmark", "domain": "a.example.com"}) == set()
	hosts({"type": null, "domain": "a.example.com"}) == set()
}

test_wildcards_stand_for_parts_of_one_label if {
	access.matches("admin.example.com", "admin.example.com")
	access.matches("*.example.com", "admin.example.com")
	access.matches("adm*.example.com", "admin.example.com")
	access.matches("*.*.example.com", "a.admin.example.com")
	not access.matches("*.example.com", "example.com")
	not access.matches("*.example.com", "a.admin.example.com")
	not access.matches("*.example.com", "admin.example.com.evil.net")
	not access.matches("admin.example.com", "adminxexample.com")
	not access.matches("(.*)", "admin.example.com")
}

application(uri) := {"type": "self_hosted", "destinations": [{"type": "public", "uri": uri}]}

test_covering_means_all_paths if {
	access.covers(application("*.example.com/*"), "admin.example.com")
	not access.covers(application("admin.example.com/admin"), "admin.example.com")
	access.before_admin(application("admin.example.com/admin")) with data.spec as spec
	access.before_admin(application("*.example.com")) with data.spec as spec
	not access.before_admin(application("www.example.com")) with data.spec as spec
	access.public_hosts == {"shop.example.com"} with data.spec as spec
}

test_providers if {
	access.provider_types({"allowed_idps": ["okta"]}) == {"okta"} with data.snapshot as snapshot
	access.provider_types({"allowed_idps": []}) == {"okta", "onetimepin"} with data.snapshot as snapshot
	access.provider_types({"allowed_idps": null}) == {"okta", "onetimepin"} with data.snapshot as snapshot
	access.provider_types({"allowed_idps": ["gone"]}) == set() with data.snapshot as snapshot
}
