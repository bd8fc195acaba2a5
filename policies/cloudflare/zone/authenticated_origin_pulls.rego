# METADATA
# title: Cloudflare zones show their origin a client certificate
# description: >-
#   Without a client certificate the origin can't tell Cloudflare from anybody else who finds
#   its address. Requests sent there directly pass by the firewall, the bot rules and Access.
# related_resources:
#   - https://developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull/
# custom:
#   id: cloudflare-zone-authenticated-origin-pulls
#   severity: high
#   kinds: [cloudflare.zone]
#   aliases: [CFL-MTLS-001]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-8", "IA-3"]}
#   remediation: guarded
package cloudflare.zone.authenticated_origin_pulls

import data.lib.setting

deny contains setting.wrong("tls_client_auth", value, "on") if {
	value := object.get(input.attributes, ["settings", "tls_client_auth", "value"], null)
	value != "on"
	not shows_its_own
}

# Over plain HTTP there is no handshake to show a certificate in.
deny contains setting.wrong("ssl", mode, encrypted) if {
	mode := object.get(input.attributes, ["settings", "ssl", "value"], null)
	not mode in encrypted
}

encrypted := ["full", "strict", "origin_pull"]

# The switch alone does nothing: there must be a certificate of the zone's own to show.
shows_its_own if {
	object.get(input.attributes, ["authenticated_origin_pulls", "enabled"], null) == true
	some certificate in data.snapshot["cloudflare.ssl.origin_pull_certificate"]
	certificate.scope.zone == input.id
	certificate.attributes.status == "active"
}
