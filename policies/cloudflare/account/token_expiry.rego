# METADATA
# title: Cloudflare API tokens expire
# description: >-
#   A token that never expires works for whoever finds it in an old backup, a log or a former
#   colleague's laptop, long after it was forgotten. An expiry many years ahead comes to the same.
#   Disabled and expired tokens are not judged.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/api/how-to/restrict-tokens/
# custom:
#   id: cloudflare-account-token-expiry
#   severity: medium
#   kinds: [cloudflare.user.api_token, cloudflare.account.api_token]
#   spec: [CF-8]
#   aliases:
#     - mondoo-cloudflare-security-api-tokens-have-expiration
#     - CFL-ACC-002
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-5"]}
#   remediation: approval
package cloudflare.account.token_expiry

import data.lib.finding
import data.lib.time as lib_time
import data.lib.token

deny contains finding.new("expires_on", expiry, wanted) if {
	token.live(object.get(input.attributes, ["status"], null))
	not near
	wanted := sprintf("a moment within %d days", [data.spec.cloudflare.account.tokens.max_days_ahead])
}

expiry := object.get(input.attributes, ["expires_on"], null)

near if {
	lib_time.is_moment(expiry)
	lib_time.days_until(expiry) <= data.spec.cloudflare.account.tokens.max_days_ahead
}
