# METADATA
# title: Cloudflare account members have a second factor
# description: >-
#   A member without a second factor is only as safe as the password, which may be reused, phished
#   or sold. One such member with a wide role opens the whole account. Open invitations are not
#   judged: nobody can use them yet.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/user-profiles/2fa/
# custom:
#   id: cloudflare-account-member-two-factor
#   severity: critical
#   kinds: [cloudflare.account.member]
#   spec: [CF-8]
#   aliases:
#     - mondoo-cloudflare-security-members-have-two-factor
#     - CFL-ACC-001
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-2(1)", "IA-2(2)"]}
#   remediation: manual
package cloudflare.account.member_two_factor

import data.lib.finding

deny contains finding.new(path, enabled, true) if {
	path := "user.two_factor_authentication_enabled"
	not object.get(input.attributes, ["status"], null) in {"pending", "rejected"}
	enabled := object.get(input.attributes, ["user", "two_factor_authentication_enabled"], null)
	enabled != true
}
