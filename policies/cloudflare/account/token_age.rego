# METADATA
# title: Cloudflare API tokens are replaced regularly
# description: >-
#   The older a token's value is, the more places it has been copied to, and the more people who
#   have left have seen it. The day counts on which it was issued: a later change of its name or
#   rights leaves the value as it was. Disabled and expired tokens are not judged.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/api/how-to/roll-token/
# custom:
#   id: cloudflare-account-token-age
#   severity: medium
#   kinds: [cloudflare.user.api_token, cloudflare.account.api_token]
#   spec: [CF-8]
#   aliases:
#     - mondoo-cloudflare-security-api-tokens-not-older-than-365-days
#     - CFL-ACC-002
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-5(1)"]}
#   remediation: manual
package cloudflare.account.token_age

import data.lib.finding
import data.lib.time as lib_time
import data.lib.token

deny contains finding.new("issued_on", issued, wanted) if {
	live
	lib_time.is_moment(issued)
	lib_time.days_since(issued) > limit
	wanted := sprintf("at most %d days ago", [limit])
}

deny contains finding.unread("issued_on", "the answer does not tell when the token was issued") if {
	live
	not lib_time.is_moment(issued)
}

live if token.live(object.get(input.attributes, ["status"], null))

issued := object.get(input.attributes, ["issued_on"], null)

limit := data.spec.cloudflare.account.tokens.max_age_days
