# METADATA
# title: Access service tokens are in use
# description: >-
#   Nobody misses a token that no program uses, so nobody notices when somebody else does. What has
#   not been seen for months is better taken away.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens/
# custom:
#   id: cloudflare-access-service-token-unused
#   severity: medium
#   kinds: [cloudflare.zero_trust.access_service_token]
#   aliases: [CFL-ZT-006]
#   frameworks: {soc2: ["CC6.2", "CC6.3"], nist-800-53-r5: ["AC-2(3)"]}
#   remediation: manual
package cloudflare.access.service_token_unused

import data.lib.finding
import data.lib.time

deny contains finding.new("last_seen_at", last_seen_at, sprintf("within the last %d days", [limit])) if {
	good
	since(last_seen_at) > limit
}

deny contains finding.new("last_seen_at", null, sprintf("within the last %d days", [limit])) if {
	good
	never_seen
	since(created_at) > limit
}

deny contains finding.unread("last_seen_at", "neither when the token was used last nor when it was made is told") if {
	good
	never_seen
	not since(created_at)
}

# One that is switched off or has ended opens nothing.
good if {
	object.get(input.attributes, ["enabled"], null) != false
	not ended
}

ended if since(object.get(input.attributes, ["expires_at"], null)) > 0

never_seen if not since(last_seen_at)

since(moment) := time.days_since(moment) if {
	time.is_moment(moment)
	regex.match(`^(19|20|21)`, moment)
}

last_seen_at := object.get(input.attributes, ["last_seen_at"], null)

created_at := object.get(input.attributes, ["created_at"], null)

limit := data.spec.cloudflare.access.service_token_unused_days
