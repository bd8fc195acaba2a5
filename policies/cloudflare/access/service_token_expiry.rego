# METADATA
# title: Access service tokens expire
# description: >-
#   A service token is a password for programs. One that is good for ever, or for many years, still
#   opens the door long after it was written into a log, a chat or an old build server.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens/
# custom:
#   id: cloudflare-access-service-token-expiry
#   severity: medium
#   kinds: [cloudflare.zero_trust.access_service_token]
#   aliases: [CFL-ZT-006]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-5(1)", "AC-2"]}
#   remediation: manual
package cloudflare.access.service_token_expiry

import data.lib.finding
import data.lib.time

deny contains finding.new("expires_at", expires_at, wanted) if {
	object.get(input.attributes, ["enabled"], null) != false
	not ends_soon_enough
	wanted := sprintf("within %d days", [data.spec.cloudflare.access.service_token_max_days])
}

# Years beyond what can be counted stand for "never".
ends_soon_enough if {
	object.get(input.attributes, ["duration"], null) != "forever"
	time.is_moment(expires_at)
	regex.match(`^(19|20|21)`, expires_at)
	time.days_until(expires_at) <= data.spec.cloudflare.access.service_token_max_days
}

expires_at := object.get(input.attributes, ["expires_at"], null)
