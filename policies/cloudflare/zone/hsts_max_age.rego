# METADATA
# title: Cloudflare zones send HSTS that browsers remember long enough
# description: >-
#   A browser forgets HSTS once its time is over, and is back to plain HTTP on the next visit.
#   Somebody in its network then needs only a visitor who has not come by for a while.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/http-strict-transport-security/
# custom:
#   id: cloudflare-zone-hsts-max-age
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   aliases: [zone_hsts_enabled, mondoo-cloudflare-security-hsts-max-age-one-year]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: approval
package cloudflare.zone.hsts_max_age

import data.lib.setting

# How long a header that is not sent would be remembered holds nowhere.
deny contains setting.wrong_at("security_header", "strict_transport_security.enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "enabled"], null)
	enabled != true
}

deny contains setting.wrong_at("security_header", "strict_transport_security.max_age", max_age, minimum) if {
	max_age := object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "max_age"], null)
	not long_enough(max_age)
}

# In Rego a text is greater than any number.
long_enough(max_age) if {
	is_number(max_age)
	max_age >= minimum
}

minimum := data.spec.cloudflare.zone.hsts_min_max_age_seconds
