# METADATA
# title: Cloudflare zones redirect plain HTTP to HTTPS
# description: >-
#   Without the redirect a visitor who types the bare name stays on plain HTTP. Anybody on the
#   same network can then read cookies and form data, or answer in the site's place.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/always-use-https/
# custom:
#   id: cloudflare-zone-always-use-https
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [zone_https_redirect_enabled]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
package cloudflare.zone.always_use_https

import data.lib.finding

deny contains finding.new("settings.always_use_https.value", value, "on") if {
	value := object.get(input.attributes, ["settings", "always_use_https", "value"], null)
	value != "on"
}
