# METADATA
# title: Cloudflare API tokens change named zones and accounts only
# description: >-
#   A token that may write to all zones or all accounts turns one leak into the loss of every site,
#   those included that are added later. A token that may write tokens makes itself whatever it
#   lacks. Reading everywhere is not judged, nor are disabled and expired tokens.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/api/reference/permissions/
# custom:
#   id: cloudflare-account-token-scope
#   severity: high
#   kinds: [cloudflare.user.api_token, cloudflare.account.api_token]
#   spec: [CF-8]
#   frameworks: {soc2: ["CC6.3"], nist-800-53-r5: ["AC-6"]}
#   remediation: manual
package cloudflare.account.token_scope

import data.lib.finding
import data.lib.token

deny contains finding.new("policies", grant, "a permission on named zones and accounts") if {
	live
	some grant in token.wide_writes(policies)
}

deny contains finding.new("policies", grant, null) if {
	live
	some grant in token.forbidden(policies)
}

deny contains finding.unread("policies", "a permission group has no name") if {
	live
	token.nameless(policies)
}

live if token.live(object.get(input.attributes, ["status"], null))

policies := object.get(input.attributes, ["policies"], null)
