package cloudflare.account.auditor_token_test

import data.cloudflare.account.auditor_token

spec := {"cloudflare": {"account": {
	"tokens": {"read_only_groups": [], "forbidden_groups": []},
	"auditor": {"write_groups": ["Logs Write"]},
}}}

deny(attributes) := found if {
	found := auditor_token.deny with input as {"attributes": attributes} with data.spec as spec
}

policies(names) := [{
	"effect": "allow",
	"permission_groups": [{"id": name, "name": name} | some name in names],
	"resources": {"com.cloudflare.api.account.a1": "*"},
}]

good := {
	"credential": "user_token",
	"status": "active",
	"expires_on": "2026-12-31T00:00:00Z",
	"policies": policies(["Zone Read", "Logs Write"]),
}

failure(path, actual, expected) := {{"path": path, "actual": actual, "expected": expected}}

test_reading_for_a_while_passes if {
	deny(good) == set()
	deny(object.union(good, {"credential": "account_token"})) == set()
}

test_a_global_key_fails if {
	key := {"credential": "global_api_key", "status": null, "expires_on": null, "policies": null}
	deny(key) == failure("credential", "global_api_key", "a token")
}

test_a_disabled_token_fails if {
	deny(object.union(good, {"status": "disabled"})) == failure("status", "disabled", "active")
	deny(object.union(good, {"status": null})) == failure("status", null, "active")
}

test_a_token_for_ever_fails if deny(object.union(good, {"expires_on": null})) == failure("expires_on", null, "a moment")

test_a_token_that_writes_fails if {
	writing := object.union(good, {"policies": policies(["Zone Read", "DNS Write"])})
	deny(writing) == failure("policies", "DNS Write on com.cloudflare.api.account.a1", null)
	alike := object.union(good, {"policies": policies(["Logs Write Everything"])})
	deny(alike) == failure("policies", "Logs Write Everything on com.cloudflare.api.account.a1", null)
}

test_a_group_without_a_name_is_not_judged if {
	groups := [{"effect": "allow", "permission_groups": [{"id": "g", "name": null}], "resources": {"r": "*"}}]
	deny(object.union(good, {"policies": groups})) == {{"path": "policies", "unread": "a permission group has no name"}}
}

test_what_is_unread_is_no_finding if {
	deny({"credential": "user_token", "status": "active"}) == set()
	deny({"credential": "user_token", "status": "active", "expires_on": null}) == failure("expires_on", null, "a moment")
}
