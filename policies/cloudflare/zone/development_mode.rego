# METADATA
# title: Cloudflare zones are not in development mode
# description: >-
#   In development mode nothing is answered from the cache. Every request reaches the origin, so
#   an attack that the cache would have taken hits the servers at full weight. It ends by itself
#   after three hours.
# related_resources:
#   - https://developers.cloudflare.com/cache/reference/development-mode/
# custom:
#   id: cloudflare-zone-development-mode
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_development_mode_disabled]
#   frameworks: {soc2: ["A1.1"], nist-800-53-r5: ["CM-6"]}
#   remediation: automatic
package cloudflare.zone.development_mode

import data.lib.setting

deny contains setting.wrong("development_mode", value, "off") if {
	value := object.get(input.attributes, ["settings", "development_mode", "value"], null)
	value != "off"
}
