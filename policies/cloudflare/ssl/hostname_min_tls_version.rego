# METADATA
# title: No hostname accepts older TLS versions than the spec allows
# description: >-
#   A setting of a single hostname beats the one of the zone. Made for one old client and forgotten, it
#   lets everybody on the way talk visitors of that hostname down to a broken protocol, while the zone
#   looks strict.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/minimum-tls/
# custom:
#   id: cloudflare-ssl-hostname-min-tls-version
#   severity: medium
#   kinds: [cloudflare.ssl.hostname_tls_setting]
#   spec: [CF-2]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: automatic
package cloudflare.ssl.hostname_min_tls_version

import data.lib.finding

deny contains finding.new("value", version, data.spec.cloudflare.min_tls_version) if {
	version := object.get(input.attributes, ["value"], null)
	not version in new_enough
}

new_enough := {version |
	some version, rank in ranks
	rank >= ranks[data.spec.cloudflare.min_tls_version]
}

ranks := {"1.0": 0, "1.1": 1, "1.2": 2, "1.3": 3}
