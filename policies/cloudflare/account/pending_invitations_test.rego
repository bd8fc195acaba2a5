package cloudflare.account.pending_invitations_test

import data.cloudflare.account.pending_invitations

deny(status, email) := found if {
	found := pending_invitations.deny with input as {"attributes": {"status": status, "email": email}}
		with data.spec as {"cloudflare": {"account": {"expected_invitations": ["new@example.com"]}}}
}

failure := {{"path": "status", "actual": "pending", "expected": "accepted, or taken back"}}

test_members_pass if deny("accepted", "a@example.com") == set()

test_open_invitations_fail if deny("pending", "a@example.com") == failure

test_expected_invitations_pass if deny("pending", "New@example.com") == set()

test_an_invitation_without_an_address_fails if deny("pending", null) == failure
