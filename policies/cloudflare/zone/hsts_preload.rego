# METADATA
# title: Cloudflare zones send HSTS that browsers may preload
# description: >-
#   HSTS works from the second visit on, as the browser has to see the header once. Names on the
#   lists that browsers ship are protected on the first. The lists only take names whose header
#   says preload.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/http-strict-transport-security/
# custom:
#   id: cloudflare-zone-hsts-preload
#   severity: low
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   aliases: [mondoo-cloudflare-security-hsts-preload]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: manual
package cloudflare.zone.hsts_preload

import data.lib.setting

# What is set beside a header that is not sent holds nowhere.
deny contains setting.wrong_at("security_header", "strict_transport_security.enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "enabled"], null)
	enabled != true
}

deny contains setting.wrong_at("security_header", "strict_transport_security.preload", value, true) if {
	value := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "preload"], null)
	value != true
}
