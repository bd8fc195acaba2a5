# METADATA
# title: Cloudflare zones watch the scripts that their pages load
# description: >-
#   A script of a third party that is changed by an intruder reads what customers type, card
#   numbers included, straight from the page. Nothing on the servers shows it. Client-side
#   security (Page Shield) notices new and changed scripts.
# related_resources:
#   - https://developers.cloudflare.com/client-side-security/
# custom:
#   id: cloudflare-zone-page-shield
#   severity: medium
#   kinds: [cloudflare.zone]
#   aliases: [CFL-PAGESHIELD-001]
#   frameworks: {soc2: ["CC6.8"], nist-800-53-r5: ["SI-4"]}
#   remediation: automatic
package cloudflare.zone.page_shield

import data.lib.finding

deny contains finding.new("page_shield.enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["page_shield", "enabled"], null)
	enabled != true
}
