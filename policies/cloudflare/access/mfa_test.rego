package cloudflare.access.mfa_test

import data.cloudflare.access.mfa

rule(method) := {"auth_method": {"auth_method": method}}

policy := {"id": "p", "name": "people", "decision": "allow", "include": [{"email": {"email": "a@example.com"}}], "require": []}

access := {"mfa_config": {"allowed_authenticators": ["totp"], "mfa_disabled": null}}

off := {"mfa_config": {"allowed_authenticators": ["totp"], "mfa_disabled": true}}

organization(everywhere, authenticators) := {"o": {"attributes": {
	"mfa_required_for_all_apps": everywhere,
	"mfa_config": {"allowed_authenticators": authenticators},
}}}

groups := {
	"mfa": {"attributes": {"include": [{"everyone": {}}], "require": [rule("mfa")]}},
	"any": {"attributes": {"include": [rule("mfa")], "require": []}},
}

deny_with(application, organizations, trusted) := found if {
	found := mfa.deny with input as {"attributes": object.union({"type": "self_hosted", "allowed_idps": []}, application)}
		with data.spec as {"cloudflare": {"access": {"mfa_methods": ["mfa", "hwk"], "mfa_providers": trusted}}}
		with data.snapshot as {
			"cloudflare.zero_trust.access_group": groups,
			"cloudflare.zero_trust.access_identity_provider": {"okta": {"attributes": {"type": "okta"}}, "pin": {"attributes": {"type": "onetimepin"}}},
			"cloudflare.zero_trust.access_policy": {},
			"cloudflare.zero_trust.organization": organizations,
		}
}

deny(changes) := deny_with({"policies": [object.union(policy, changes)]}, {}, [])

failure(required) := {{"path": "policies[p].require", "actual": required, "expected": "a second factor"}}

test_a_required_method_passes if {
	deny({"require": [rule("mfa")]}) == set()
	deny({"require": [{"email_domain": {"domain": "example.com"}}, rule("hwk")]}) == set()
	deny({"require": [{"group": {"id": "mfa"}}]}) == set()
}

test_nothing_required_fails if {
	deny({}) == failure([])
	deny({"require": null}) == failure(null)
}

test_other_methods_and_including_one_fail if {
	deny({"require": [rule("pwd")]}) == failure([rule("pwd")])
	deny({"require": [null, {"auth_method": "mfa"}]}) == failure([null, {"auth_method": "mfa"}])
	deny({"include": [rule("mfa"), {"everyone": {}}]}) == failure([])
	deny({"require": [{"group": {"id": "any"}}]}) == failure([{"group": {"id": "any"}}])
}

test_one_policy_without_is_enough_to_fail if {
	policies := [object.union(policy, {"id": "q", "require": [rule("mfa")]}), policy]
	deny_with({"policies": policies}, {}, []) == failure([])
}

test_access_itself_may_ask if {
	deny(access) == set()
	deny_with(object.union(access, {"policies": [policy]}), {}, []) == set()
	deny_with({"policies": [policy]}, organization(true, ["totp"]), []) == set()
}

test_where_it_is_switched_off_it_does_not_ask if {
	deny(off) == failure([])
	deny_with(object.union(off, {"policies": [policy]}), organization(true, ["totp"]), []) == failure([])
	deny_with(object.union(access, {"policies": [object.union(policy, off)]}), organization(true, ["totp"]), []) == failure([])
	deny_with({"policies": [policy]}, organization(false, ["totp"]), []) == failure([])
	deny_with({"policies": [policy]}, organization(null, ["totp"]), []) == failure([])
	deny_with({"policies": [policy]}, organization(true, []), []) == failure([])
	deny_with({"policies": [policy]}, organization(true, null), []) == failure([])
}

test_a_policy_may_ask_where_the_application_does_not if {
	deny_with(object.union(off, {"policies": [object.union(policy, access)]}), {}, []) == set()
}

test_infrastructure_takes_ssh_keys_and_nothing_else_does if {
	infrastructure := {"type": "infrastructure", "policies": [policy]}
	deny_with(infrastructure, organization(true, ["totp"]), []) == failure([])
	deny_with(infrastructure, organization(true, ["totp", "piv_key"]), []) == set()
	deny_with({"policies": [policy]}, organization(true, ["piv_key", "ssh_fido2_key"]), []) == failure([])
}

test_trusted_providers_ask_themselves if {
	deny_with({"policies": [policy], "allowed_idps": ["okta"]}, {}, ["okta"]) == set()
	deny_with({"policies": [policy], "allowed_idps": ["okta", "pin"]}, {}, ["okta"]) == failure([])
	deny_with({"policies": [policy]}, {}, ["okta"]) == failure([])
	deny_with({"policies": [policy], "allowed_idps": ["gone"]}, {}, ["okta"]) == failure([])
}

test_programs_and_links_have_no_second_factor if {
	deny({"decision": "non_identity"}) == set()
	deny({"decision": "deny"}) == set()
	deny_with({"type": "bookmark", "policies": [policy]}, {}, []) == set()
	deny_with({"policies": []}, {}, []) == set()
}

test_unknown_rules_are_unread if {
	deny_with({"policies": [{"id": "p", "name": "people"}]}, {}, []) == {{"path": "policies[p]", "unread": "the rules of the policy people are not in the snapshot"}}
}
