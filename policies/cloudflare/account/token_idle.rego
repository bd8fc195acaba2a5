# METADATA
# title: Cloudflare API tokens that nobody uses are removed
# description: >-
#   A token that nothing uses any more has no owner who would notice its theft. One that was never
#   used counts from the day on which it was issued. Disabled and expired tokens are not judged.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/api/get-started/create-token/
# custom:
#   id: cloudflare-account-token-idle
#   severity: medium
#   kinds: [cloudflare.user.api_token, cloudflare.account.api_token]
#   spec: [CF-8]
#   frameworks: {soc2: ["CC6.2"], nist-800-53-r5: ["AC-2(3)"]}
#   remediation: manual
package cloudflare.account.token_idle

import data.lib.finding
import data.lib.time as lib_time
import data.lib.token

deny contains finding.new("last_used_on", used, wanted) if {
	live
	lib_time.is_moment(used)
	lib_time.days_since(used) > limit
}

deny contains finding.because("last_used_on", used, wanted, sprintf("issued on %s", [issued])) if {
	live
	never_used
	lib_time.days_since(issued) > limit
}

deny contains finding.unread("last_used_on", "the answer does not tell when the token was used or issued") if {
	live
	not lib_time.is_moment(used)
	not never_used
}

never_used if {
	used == null
	lib_time.is_moment(issued)
}

live if token.live(object.get(input.attributes, ["status"], null))

used := object.get(input.attributes, ["last_used_on"], null)

issued := object.get(input.attributes, ["issued_on"], null)

wanted := sprintf("at most %d days ago", [limit])

limit := data.spec.cloudflare.account.tokens.max_idle_days
