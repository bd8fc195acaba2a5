# METADATA
# title: Cloudflare zones that choose their cipher suites choose modern ones
# description: >-
#   Suites in CBC mode or with 3DES have known attacks, and those without an ephemeral key let
#   whoever steals the private key later read what was recorded today. A list of one's own that
#   names them keeps them in use.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/cipher-suites/recommendations/
# custom:
#   id: cloudflare-zone-ciphers
#   severity: medium
#   kinds: [cloudflare.zone]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8", "SC-13"]}
#   remediation: automatic
package cloudflare.zone.ciphers

import data.lib.list
import data.lib.setting

# An empty list is the choice of Cloudflare, which follows the oldest TLS version that is allowed.
deny contains setting.wrong("ciphers", chosen, data.spec.cloudflare.zone.ciphers) if {
	chosen := object.get(input.attributes, ["settings", "ciphers", "value"], null)
	some suite in list.of(chosen)
	not suite in data.spec.cloudflare.zone.ciphers
}
