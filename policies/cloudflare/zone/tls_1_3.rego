# METADATA
# title: Cloudflare zones offer TLS 1.3
# description: >-
#   TLS 1.3 drops the ciphers and handshakes that the known attacks on older versions rely on, and
#   every key it agrees on is forgotten afterwards. With it off, every visitor falls back to TLS
#   1.2, and traffic that was recorded depends on one long-lived configuration staying sound.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/tls-13/
# custom:
#   id: cloudflare-zone-tls-1-3
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [zone_tls_1_3_enabled, mondoo-cloudflare-security-tls-1-3-enabled]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: automatic
package cloudflare.zone.tls_1_3

import data.lib.setting

deny contains setting.wrong("tls_1_3", value, data.spec.cloudflare.tls_1_3) if {
	value := object.get(input.attributes, ["settings", "tls_1_3", "value"], null)
	not value in data.spec.cloudflare.tls_1_3
}
