# METADATA
# title: Cloudflare zones refuse outdated TLS versions
# description: >-
#   TLS 1.0 and 1.1 rest on broken hashes and ciphers. As long as a zone accepts them, somebody on
#   the way can talk an old client down to them and try to read or change what it sends.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/minimum-tls/
# custom:
#   id: cloudflare-zone-min-tls-version
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [zone_min_tls_version_secure, mondoo-cloudflare-security-min-tls-1-2, CFL-SSL-002]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: automatic
package cloudflare.zone.min_tls_version

import data.lib.setting

deny contains setting.wrong("min_tls_version", version, data.spec.cloudflare.min_tls_version) if {
	version := object.get(input.attributes, ["settings", "min_tls_version", "value"], null)
	not version in new_enough
}

new_enough := {version |
	some version, rank in ranks
	rank >= ranks[data.spec.cloudflare.min_tls_version]
}

ranks := {"1.0": 0, "1.1": 1, "1.2": 2, "1.3": 3}
