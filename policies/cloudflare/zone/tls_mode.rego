# METADATA
# title: Cloudflare zones encrypt and verify the way to the origin
# description: >-
#   In the modes off and flexible Cloudflare talks to the origin in the clear, although visitors
#   see a padlock. In full it does not check the certificate, so somebody on the way can stand in
#   for the origin. Only strict closes both.
# related_resources:
#   - https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/
# custom:
#   id: cloudflare-zone-tls-mode
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [zone_ssl_strict, mondoo-cloudflare-security-ssl-strict, CFL-SSL-001]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: guarded
package cloudflare.zone.tls_mode

import data.lib.setting

deny contains setting.wrong("ssl", mode, data.spec.cloudflare.tls_modes) if {
	mode := object.get(input.attributes, ["settings", "ssl", "value"], null)
	not mode in data.spec.cloudflare.tls_modes
}
