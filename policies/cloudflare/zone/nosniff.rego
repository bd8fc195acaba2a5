# METADATA
# title: Cloudflare zones keep browsers from guessing content types
# description: >-
#   A browser that guesses types may run an uploaded picture or text file as a script. With
#   X-Content-Type-Options: nosniff it takes the declared type at its word. Cloudflare sends it
#   together with HSTS.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/http-strict-transport-security/
# custom:
#   id: cloudflare-zone-nosniff
#   severity: low
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SI-10"]}
#   remediation: automatic
package cloudflare.zone.nosniff

import data.lib.setting

# What is set beside a header that is not sent holds nowhere.
deny contains setting.wrong_at("security_header", "strict_transport_security.enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "enabled"], null)
	enabled != true
}

deny contains setting.wrong_at("security_header", "strict_transport_security.nosniff", value, true) if {
	value := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "nosniff"], null)
	value != true
}
