package cloudflare.account.super_administrators_test

import data.cloudflare.account.super_administrators

spec := {"cloudflare": {"account": {"super_administrators": {
	"roles": ["Super Administrator - All Privileges"],
	"min": 2,
	"max": 3,
}}}}

deny(members) := found if {
	found := super_administrators.deny with input as {"id": "a", "attributes": {"name": "A"}}
		with data.snapshot as {"cloudflare.account.member": members}
		with data.spec as spec
}

member(email, status, role) := {"attributes": {
	"email": email,
	"status": status,
	"roles": [{"id": "r", "name": role}],
	"policies": [],
}}

super(email) := member(email, "accepted", "Super Administrator - All Privileges")

failure(number, who) := {{
	"path": "name",
	"actual": number,
	"expected": "2 to 3 super administrators",
	"because": sprintf("account A -> super administrators: %s", [who]),
}}

by_policy(access) := {"attributes": {
	"email": "p",
	"status": "accepted",
	"roles": null,
	"policies": [{"access": access, "permission_groups": [{"id": "g", "name": "SUPER ADMINISTRATOR - ALL PRIVILEGES"}]}],
}}

test_two_and_three_pass if {
	deny({"1": super("a"), "2": super("b")}) == set()
	deny({"1": super("a"), "2": super("b"), "3": super("c")}) == set()
}

test_one_alone_fails if deny({"1": super("a"), "2": member("b", "accepted", "Administrator")}) == failure(1, "a")

test_none_fails if {
	deny({}) == failure(0, "none")
	deny({"1": {"attributes": {"email": "a", "status": "accepted", "roles": null, "policies": null}}}) == failure(0, "none")
}

test_a_crowd_fails if {
	deny({"1": super("a"), "2": super("b"), "3": super("c"), "4": super("d")}) == failure(4, "a, b, c, d")
}

test_invitations_do_not_count if {
	invited := member("b", "pending", "Super Administrator - All Privileges")
	deny({"1": super("a"), "2": invited}) == failure(1, "a")
}

test_a_policy_counts_like_a_role if {
	deny({"1": super("a"), "2": by_policy("allow")}) == set()
	deny({"1": super("a"), "2": by_policy("deny")}) == failure(1, "a")
}

test_roles_without_a_name_are_none if {
	nameless := {"attributes": {"email": "n", "status": "accepted", "roles": [{"id": "x", "name": null}], "policies": []}}
	deny({"1": super("a"), "2": nameless}) == failure(1, "a")
}
