# METADATA
# title: Cloudflare accounts demand a second factor of every member
# description: >-
#   A member's password that was phished or leaked elsewhere is enough to change DNS, switch off the
#   firewall or mint tokens, as long as the account lets people in without a second factor. What the
#   account does not tell counts as not enforced.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/account/account-security/manage-account-members/
# custom:
#   id: cloudflare-account-two-factor-enforced
#   severity: critical
#   kinds: [cloudflare.account]
#   spec: [CF-8]
#   aliases:
#     - mondoo-cloudflare-security-enforce-two-factor
#     - CFL-ACC-001
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-2(1)", "IA-2(2)"]}
#   remediation: guarded
package cloudflare.account.two_factor_enforced

import data.lib.finding

deny contains finding.new("settings.enforce_twofactor", enforced, true) if {
	enforced := object.get(input.attributes, ["settings", "enforce_twofactor"], null)
	enforced != true
}
