package cloudflare.access.open_policy_test

import data.cloudflare.access.open_policy

spec := {
	"cloudflare": {"access": {
		"admin_hosts": ["admin.example.com"],
		"broad_selectors": ["everyone", "any_valid_service_token"],
		"named_selectors": ["email", "service_token"],
		"open_providers": ["onetimepin"],
		"public_email_domains": ["gmail.com"],
	}},
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
}

snapshot := {
	"cloudflare.zero_trust.access_group": {
		"all": {"attributes": {"include": [{"everyone": {}}], "require": []}},
		"staff": {"attributes": {"include": [{"email": {"email": "a@example.com"}}], "require": []}},
	},
	"cloudflare.zero_trust.access_identity_provider": {},
	"cloudflare.zero_trust.access_policy": {"shared": {"attributes": {"decision": "allow", "include": [{"everyone": {}}], "require": []}}},
}

deny(type, uri, policies) := found if {
	found := open_policy.deny with input as {"attributes": {"type": type, "domain": uri, "policies": policies}}
		with data.spec as spec
		with data.snapshot as snapshot
}

policy(decision, include, required) := {"id": "p", "name": "people", "decision": decision, "include": include, "require": required}

everyone := [{"everyone": {}}]

alice := [{"email": {"email": "alice@example.com"}}]

on_www(policies) := deny("self_hosted", "www.example.com", policies)

is_open(include) := {{"path": "policies[p].include", "actual": include, "expected": "rules that name who may come in"}}

unclear := {{"path": "policies[p].include", "unread": "whom the policy people lets in can't be told from its rules"}}

test_named_people_pass if {
	on_www([policy("allow", alice, [])]) == set()
	on_www([policy("allow", [{"group": {"id": "staff"}}], [])]) == set()
	on_www([policy("non_identity", [{"service_token": {"token_id": "t"}}], [])]) == set()
	on_www([policy("allow", everyone, alice)]) == set()
}

test_no_policies_let_nobody_in if {
	on_www([]) == set()
	on_www(null) == set()
}

test_everyone_fails if {
	on_www([policy("allow", everyone, [])]) == is_open(everyone)
	on_www([policy("allow", array.concat(alice, everyone), [])]) == is_open(array.concat(alice, everyone))
	on_www([policy("non_identity", everyone, [])]) == is_open(everyone)
	on_www([{"id": "x", "decision": "allow", "include": alice}, policy("allow", everyone, [])]) == is_open(everyone)
}

test_any_service_token_fails if on_www([policy("non_identity", [{"any_valid_service_token": {}}], [])]) == is_open([{"any_valid_service_token": {}}])

test_everyone_through_a_group_fails if on_www([policy("allow", [{"group": {"id": "all"}}], [])]) == is_open([{"group": {"id": "all"}}])

test_everyone_through_a_reusable_policy_fails if {
	on_www([{"id": "shared", "name": "s"}]) == {{"path": "policies[shared].include", "actual": everyone, "expected": "rules that name who may come in"}}
}

test_excluding_somebody_does_not_help if {
	on_www([object.union(policy("allow", everyone, []), {"exclude": alice})]) == is_open(everyone)
}

test_denying_everyone_is_fine if on_www([policy("deny", everyone, [])]) == set()

test_a_bypass_fails_before_an_admin_panel_only if {
	found := {{"path": "policies[p].decision", "actual": "bypass", "expected": "allow"}}
	deny("self_hosted", "admin.example.com", [policy("bypass", alice, [])]) == found
	deny("self_hosted", "admin.example.com/hook", [policy("bypass", everyone, [])]) == found
	deny("self_hosted", "*.example.com", [policy("bypass", everyone, [])]) == found
	on_www([policy("bypass", everyone, [])]) == set()
}

test_links_protect_nothing if {
	deny("bookmark", "www.example.com", [policy("allow", everyone, [])]) == set()
	deny("app_launcher", null, [policy("allow", everyone, [])]) == set()
}

test_other_kinds_are_judged if {
	every type in ["saas", "warp", "infrastructure", "ssh", "something new", null] {
		deny(type, null, [policy("allow", everyone, [])]) == is_open(everyone)
	}
}

test_what_cannot_be_told_is_unread if {
	on_www([policy("allow", [{"moon_phase": {}}], [])]) == unclear
	on_www([policy("allow", everyone, [{"moon_phase": {}}])]) == unclear
	on_www([policy("allow", [{"group": {"id": "gone"}}], [])]) == unclear
	on_www([{"id": "p", "name": "people", "decision": "allow", "include": null}]) == unclear
	on_www([policy("maybe", alice, [])]) == unclear
	on_www([policy(null, alice, [])]) == unclear
	on_www([{"id": "p", "name": "people"}]) == unclear
}
