# METADATA
# title: Access applications let no OPTIONS request pass without a login
# description: >-
#   With the preflight bypass on, whatever comes as OPTIONS reaches the origin unseen by Access, and
#   not every server treats that verb as harmless. Access can answer preflights itself.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/cors/
# custom:
#   id: cloudflare-access-preflight-bypass
#   severity: high
#   kinds: [cloudflare.zero_trust.access_application]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["AC-3"]}
#   remediation: approval
package cloudflare.access.preflight_bypass

import data.lib.finding

deny contains finding.new("options_preflight_bypass", true, false) if {
	object.get(input.attributes, ["options_preflight_bypass"], null) == true
}
