package cloudflare.account.token_scope_test

import data.cloudflare.account.token_scope

spec := {"cloudflare": {"account": {"tokens": {
	"read_only_groups": ["Account Security Center Insights"],
	"forbidden_groups": ["API Tokens Write"],
}}}}

deny(status, policies) := found if {
	found := token_scope.deny with input as {"attributes": {"status": status, "policies": policies}} with data.spec as spec
}

policy(effect, names, resources) := {
	"effect": effect,
	"permission_groups": [{"id": name, "name": name} | some name in names],
	"resources": resources,
}

all_zones := {"com.cloudflare.api.account.zone.*": "*"}

zones_of_one_account := {"com.cloudflare.api.account.a1": {"com.cloudflare.api.account.zone.*": "*"}}

one_zone := {"com.cloudflare.api.account.zone.z1": "*"}

one_account := {"com.cloudflare.api.account.a1": "*"}

failure(grant) := {{"path": "policies", "actual": grant, "expected": "a permission on named zones and accounts"}}

test_writing_named_zones_and_accounts_passes if {
	deny("active", [policy("allow", ["DNS Write"], one_zone)]) == set()
	deny("active", [policy("allow", ["Workers Scripts Write"], one_account)]) == set()
	deny("active", []) == set()
	deny("active", null) == set()
}

test_reading_everywhere_passes if {
	deny("active", [policy("allow", ["DNS Read", "Account Security Center Insights"], all_zones)]) == set()
}

test_writing_all_zones_fails if {
	deny("active", [policy("allow", ["DNS Read", "DNS Write"], all_zones)]) ==
		failure("DNS Write on com.cloudflare.api.account.zone.*")
	deny("active", [policy("allow", ["Zone Settings Edit"], zones_of_one_account)]) ==
		failure("Zone Settings Edit on com.cloudflare.api.account.a1 com.cloudflare.api.account.zone.*")
}

test_writing_all_accounts_fails if {
	deny("active", [policy("allow", ["Workers Scripts Write"], {"com.cloudflare.api.account.*": "*"})]) ==
		failure("Workers Scripts Write on com.cloudflare.api.account.*")
}

test_a_zone_beside_all_zones_does_not_hide_them if {
	resources := {"com.cloudflare.api.account.zone.*": "*", "com.cloudflare.api.account.zone.z1": "*"}
	deny("active", [policy("allow", ["Cache Purge"], resources)]) ==
		failure("Cache Purge on com.cloudflare.api.account.zone.*")
}

test_what_is_denied_everywhere_is_not_granted if {
	allowing := policy("allow", ["DNS Write"], all_zones)
	deny("active", [allowing, policy("deny", ["DNS Write"], all_zones)]) == set()
	deny("active", [policy("allow", ["DNS Write"], zones_of_one_account), policy("deny", ["DNS Write"], all_zones)]) == set()
}

test_a_smaller_or_other_denial_is_no_excuse if {
	allowing := policy("allow", ["DNS Write"], all_zones)
	grant := failure("DNS Write on com.cloudflare.api.account.zone.*")
	deny("active", [allowing, policy("deny", ["DNS Write"], one_zone)]) == grant
	deny("active", [allowing, policy("deny", ["DNS Read"], all_zones)]) == grant
	deny("active", [allowing, policy("deny", ["DNS Write"], zones_of_one_account)]) == grant
	deny("active", [policy(null, ["DNS Write"], all_zones)]) == grant
}

test_a_policy_without_resources_is_wide if {
	deny("active", [policy("allow", ["DNS Write"], null)]) == failure("DNS Write on *")
	deny("active", [policy("allow", ["DNS Write"], {})]) == failure("DNS Write on *")
}

test_making_tokens_fails_wherever if {
	deny("active", [policy("allow", ["api tokens write"], {"com.cloudflare.api.user.u1": "*"})]) ==
		{{"path": "policies", "actual": "api tokens write on com.cloudflare.api.user.u1", "expected": null}}
}

test_a_group_without_a_name_is_not_judged if {
	nameless := {"effect": "allow", "permission_groups": [{"id": "g", "name": null}], "resources": all_zones}
	deny("active", [nameless]) == {{"path": "policies", "unread": "a permission group has no name"}}
}

test_tokens_that_are_refused_anyway_pass if {
	deny("disabled", [policy("allow", ["DNS Write"], all_zones)]) == set()
	deny("expired", [policy("allow", ["API Tokens Write"], all_zones)]) == set()
	deny("expired", [{"effect": "allow", "permission_groups": [{"id": "g", "name": null}], "resources": {}}]) == set()
}
