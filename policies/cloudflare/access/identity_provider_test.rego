package cloudflare.access.identity_provider_test

import data.cloudflare.access.identity_provider

providers := {
	"pin": {"attributes": {"type": "onetimepin"}},
	"pin2": {"attributes": {"type": "onetimepin"}},
	"okta": {"attributes": {"type": "okta"}},
}

allow := [{"id": "p", "decision": "allow", "include": [{"everyone": {}}]}]

deny(type, allowed, policies, known) := found if {
	found := identity_provider.deny with input as {"attributes": {"type": type, "allowed_idps": allowed, "policies": policies}}
		with data.snapshot as {"cloudflare.zero_trust.access_identity_provider": known, "cloudflare.zero_trust.access_policy": {}}
}

failure(types) := {{
	"path": "allowed_idps",
	"actual": types,
	"expected": "an identity provider beside one-time PINs",
	"because": "these are the kinds of the identity providers that the application offers",
}}

test_a_provider_beside_the_pin_passes if {
	deny("self_hosted", ["okta"], allow, providers) == set()
	deny("self_hosted", ["okta", "pin"], allow, providers) == set()
	deny("self_hosted", [], allow, providers) == set()
	deny("saas", null, allow, providers) == set()
}

test_pins_alone_fail if {
	deny("self_hosted", ["pin"], allow, providers) == failure(["onetimepin"])
	deny("self_hosted", ["pin", "pin2"], allow, providers) == failure(["onetimepin"])
	deny("ssh", [], allow, {"pin": {"attributes": {"type": "onetimepin"}}}) == failure(["onetimepin"])
}

test_no_provider_fails if deny("self_hosted", [], allow, {}) == failure([])

test_an_unknown_provider_is_unread if {
	message := {"path": "allowed_idps", "unread": "identity provider gone is not in the snapshot"}
	deny("self_hosted", ["gone", "okta"], allow, providers) == {message}
	deny("self_hosted", ["gone", "pin"], allow, providers) == failure(["onetimepin"]) | {message}
	deny("self_hosted", ["odd"], allow, {"odd": {"attributes": {"type": null}}}) == failure([]) | {{"path": "allowed_idps", "unread": "identity provider odd is not in the snapshot"}}
}

test_where_nobody_logs_in_nothing_is_demanded if {
	deny("bookmark", ["pin"], allow, providers) == set()
	deny("self_hosted", ["pin"], [], providers) == set()
	deny("self_hosted", ["pin"], [{"id": "p", "decision": "non_identity", "include": []}], providers) == set()
}

test_a_policy_that_is_not_known_may_let_people_in if {
	deny("self_hosted", ["pin"], [{"id": "gone"}], providers) == failure(["onetimepin"])
}
