# METADATA
# title: Origin CA certificates are not about to expire
# description: >-
#   Origins present these certificates to Cloudflare. In the mode strict the site is down the moment one
#   ends, and the quick way out is to stop checking it, which opens the way to the origin to anybody on
#   it.
# related_resources:
#   - https://developers.cloudflare.com/ssl/origin-configuration/origin-ca/
# custom:
#   id: cloudflare-ssl-origin-ca-certificate-expiry
#   severity: high
#   kinds: [cloudflare.ssl.origin_ca_certificate]
#   spec: [CF-2]
#   aliases: [CFL-ORIGCERT-001]
#   frameworks: {soc2: ["CC6.7", "A1.2"], nist-800-53-r5: ["SC-17"]}
#   remediation: manual
package cloudflare.ssl.origin_ca_certificate_expiry

import data.lib.finding
import data.lib.time as moments

min_days := data.spec.cloudflare.certificates.origin_min_days

deny contains finding.new("expires_on", expires_on, sprintf("%d days away at least", [min_days])) if {
	not revoked
	moments.is_moment(expires_on)
	moments.days_until(expires_on) < min_days
}

deny contains finding.unread("expires_on", "it is not told when the certificate ends") if {
	not revoked
	not moments.is_moment(expires_on)
}

expires_on := object.get(input.attributes, ["expires_on"], null)

revoked if object.get(input.attributes, ["revoked"], null) == true
