# METADATA
# title: Cloudflare zones send HSTS that covers all names below
# description: >-
#   A forgotten name below the domain that still answers plain HTTP is enough: whoever controls
#   the visitor's network serves it, and sets cookies for the whole domain from there.
#   includeSubDomains closes that.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/http-strict-transport-security/
# custom:
#   id: cloudflare-zone-hsts-subdomains
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   aliases: [zone_hsts_enabled, mondoo-cloudflare-security-hsts-include-subdomains]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: approval
package cloudflare.zone.hsts_subdomains

import data.lib.setting

# What is set beside a header that is not sent holds nowhere.
deny contains setting.wrong_at("security_header", "strict_transport_security.enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "enabled"], null)
	enabled != true
}

deny contains setting.wrong_at("security_header", "strict_transport_security.include_subdomains", value, true) if {
	value := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "include_subdomains"], null)
	value != true
}
