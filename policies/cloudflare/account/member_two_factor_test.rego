package cloudflare.account.member_two_factor_test

import data.cloudflare.account.member_two_factor

deny(attributes) := found if {
	found := member_two_factor.deny with input as {"attributes": attributes}
}

member(status, enabled) := {"status": status, "user": {"two_factor_authentication_enabled": enabled}}

failure(actual) := {{"path": "user.two_factor_authentication_enabled", "actual": actual, "expected": true}}

test_with_a_second_factor_passes if deny(member("accepted", true)) == set()

test_without_one_fails if deny(member("accepted", false)) == failure(false)

test_what_is_not_told_fails if {
	deny(member("accepted", null)) == failure(null)
	deny({"status": "accepted", "user": null}) == failure(null)
}

test_invitations_are_not_judged if {
	deny(member("pending", false)) == set()
	deny({"status": "rejected", "user": null}) == set()
}

test_a_member_of_unknown_status_is_judged if {
	deny(member(null, false)) == failure(false)
	deny(member("Accepted", false)) == failure(false)
}
