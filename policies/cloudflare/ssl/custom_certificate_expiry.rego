# METADATA
# title: Custom edge certificates are active and not about to expire
# description: >-
#   Nobody renews a certificate that you uploaded but you. The day it ends, every visitor of its names
#   sees a warning; one that never became active serves nobody.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/custom-certificates/
# custom:
#   id: cloudflare-ssl-custom-certificate-expiry
#   severity: high
#   kinds: [cloudflare.ssl.custom_certificate]
#   spec: [CF-2]
#   aliases: [CFL-SSL-003]
#   frameworks: {soc2: ["CC6.7", "A1.2"], nist-800-53-r5: ["SC-17"]}
#   remediation: manual
package cloudflare.ssl.custom_certificate_expiry

import data.lib.finding
import data.lib.time as moments

rules := data.spec.cloudflare.certificates

deny contains finding.new("status", status, rules.healthy_statuses) if {
	judged
	not status in rules.healthy_statuses
}

deny contains finding.new("expires_on", expires_on, sprintf("%d days away at least", [rules.custom_min_days])) if {
	judged
	moments.is_moment(expires_on)
	moments.days_until(expires_on) < rules.custom_min_days
}

deny contains finding.unread("expires_on", "it is not told when the certificate ends") if {
	judged
	not moments.is_moment(expires_on)
}

status := object.get(input.attributes, ["status"], null)

expires_on := object.get(input.attributes, ["expires_on"], null)

judged if not status in rules.ignored_statuses
