# METADATA
# title: Client certificates towards the origin are not about to expire
# description: >-
#   With these certificates Cloudflare proves to the origin that it is the one who asks. When one ends,
#   the origin refuses all visitors; whoever turns the check off in haste lets anybody pass Cloudflare
#   by.
# related_resources:
#   - https://developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull/
# custom:
#   id: cloudflare-ssl-origin-pull-certificate-expiry
#   severity: high
#   kinds: [cloudflare.ssl.origin_pull_certificate]
#   spec: [CF-2]
#   aliases: [CFL-MTLS-002]
#   frameworks: {soc2: ["CC6.7", "A1.2"], nist-800-53-r5: ["SC-17"]}
#   remediation: manual
package cloudflare.ssl.origin_pull_certificate_expiry

import data.lib.finding
import data.lib.time as moments

rules := data.spec.cloudflare.certificates

deny contains finding.new("expires_on", expires_on, sprintf("%d days away at least", [rules.origin_min_days])) if {
	judged
	moments.is_moment(expires_on)
	moments.days_until(expires_on) < rules.origin_min_days
}

deny contains finding.unread("expires_on", "it is not told when the certificate ends") if {
	judged
	not moments.is_moment(expires_on)
}

expires_on := object.get(input.attributes, ["expires_on"], null)

judged if not object.get(input.attributes, ["status"], null) in rules.ignored_statuses
