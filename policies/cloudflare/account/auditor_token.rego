# METADATA
# title: The audit uses a Cloudflare token that only reads and expires
# description: >-
#   The audit runs every night from a machine that many can reach. A global API key there may do all
#   that its owner may, and a token that writes or never expires turns a leak of the audit into a
#   takeover. Groups that the audit needs although they write are named in the spec.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/api/how-to/restrict-tokens/
# custom:
#   id: cloudflare-account-auditor-token
#   severity: critical
#   kinds: [cloudflare.user.current_token]
#   spec: [CF-8]
#   aliases:
#     - CFL-TOK-001
#   frameworks: {soc2: ["CC6.3"], nist-800-53-r5: ["AC-6", "IA-5"]}
#   remediation: manual
#   certain: true
package cloudflare.account.auditor_token

import data.lib.finding
import data.lib.token

# A reference to what was not read is undefined, so that each of these holds whatever else is unread.
deny contains finding.new("credential", "global_api_key", "a token") if input.attributes.credential == "global_api_key"

deny contains finding.new("status", input.attributes.status, "active") if {
	input.attributes.credential != "global_api_key"
	input.attributes.status != "active"
}

deny contains finding.new("expires_on", null, "a moment") if {
	input.attributes.credential != "global_api_key"
	input.attributes.expires_on == null
}

deny contains finding.new("policies", grant, null) if {
	some grant in token.writes(input.attributes.policies)
	not agreed(grant)
}

deny contains finding.unread("policies", "a permission group has no name") if token.nameless(input.attributes.policies)

agreed(grant) if {
	some name in data.spec.cloudflare.account.auditor.write_groups
	startswith(lower(grant), sprintf("%s on ", [lower(name)]))
}
