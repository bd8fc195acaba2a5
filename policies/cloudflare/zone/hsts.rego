# METADATA
# title: Cloudflare zones send HTTP Strict Transport Security
# description: >-
#   Without the header a browser tries plain HTTP whenever somebody types the bare name. The
#   first request can then be caught on the way and the visitor kept on a copy of the site
#   without ever seeing HTTPS.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/http-strict-transport-security/
# custom:
#   id: cloudflare-zone-hsts
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   aliases: [zone_hsts_enabled, mondoo-cloudflare-security-hsts-enabled, CFL-SSL-004]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: approval
package cloudflare.zone.hsts

import data.lib.finding

deny contains finding.new(path, enabled, true) if {
	enabled := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "enabled"], null)
	enabled != true
}

path := "settings.security_header.value.strict_transport_security.enabled"
