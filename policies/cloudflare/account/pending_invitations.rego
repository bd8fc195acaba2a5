# METADATA
# title: Cloudflare account invitations do not stay open
# description: >-
#   An invitation that nobody took up still lets whoever controls the mailbox join the account,
#   years later, when the address has lapsed or changed hands. The API does not tell how old an
#   invitation is, so every open one is reported unless the spec expects it.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/manage-members/manage/
# custom:
#   id: cloudflare-account-pending-invitations
#   severity: low
#   kinds: [cloudflare.account.member]
#   frameworks: {soc2: ["CC6.2"], nist-800-53-r5: ["AC-2"]}
#   remediation: approval
package cloudflare.account.pending_invitations

import data.lib.finding

deny contains finding.new("status", "pending", "accepted, or taken back") if {
	object.get(input.attributes, ["status"], null) == "pending"
	not expected
}

expected if {
	email := object.get(input.attributes, ["email"], null)
	is_string(email)
	some address in data.spec.cloudflare.account.expected_invitations
	lower(address) == lower(email)
}
