# METADATA
# title: Custom hostnames are active and refuse outdated TLS versions
# description: >-
#   A customer's hostname that waits for validation shows errors to their visitors, and is a name that
#   somebody else may claim once the customer lets go of it. TLS 1.0 and 1.1 let an attacker on the way
#   talk old clients down to what is long broken.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-for-platforms/cloudflare-for-saas/security/certificate-management/
# custom:
#   id: cloudflare-saas-custom-hostname-tls
#   severity: medium
#   kinds: [cloudflare.saas.custom_hostname]
#   spec: [CF-2]
#   aliases: [CFL-CH-001]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: automatic
package cloudflare.saas.custom_hostname_tls

import data.lib.finding

deny contains finding.new("status", status, rules.custom_hostname_statuses) if {
	judged
	not status in rules.custom_hostname_statuses
}

deny contains finding.new("ssl.status", certificate, "active") if {
	judged
	certificate := object.get(input.attributes, ["ssl", "status"], null)
	certificate != "active"
}

deny contains finding.new("ssl.settings.min_tls_version", version, data.spec.cloudflare.min_tls_version) if {
	judged
	version := object.get(input.attributes, ["ssl", "settings", "min_tls_version"], null)
	not version in new_enough
}

rules := data.spec.cloudflare.certificates

status := object.get(input.attributes, ["status"], null)

judged if not status in rules.ignored_statuses

new_enough := {version |
	some version, rank in ranks
	rank >= ranks[data.spec.cloudflare.min_tls_version]
}

ranks := {"1.0": 0, "1.1": 1, "1.2": 2, "1.3": 3}
