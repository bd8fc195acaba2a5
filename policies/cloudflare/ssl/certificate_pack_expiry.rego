# METADATA
# title: Edge certificate packs are active and not about to expire
# description: >-
#   Cloudflare renews what it ordered, unless the validation fails, and then nobody notices until the
#   last day. A pack that never became active, or one close to its end, means that visitors will soon
#   meet a warning instead of the site.
# related_resources:
#   - https://developers.cloudflare.com/ssl/reference/certificate-statuses/
#   - https://developers.cloudflare.com/ssl/reference/certificate-validity-periods/
# custom:
#   id: cloudflare-ssl-certificate-pack-expiry
#   severity: high
#   kinds: [cloudflare.ssl.certificate_pack]
#   spec: [CF-2]
#   aliases: [CFL-SSL-003]
#   frameworks: {soc2: ["CC6.7", "A1.2"], nist-800-53-r5: ["SC-17"]}
#   remediation: manual
package cloudflare.ssl.certificate_pack_expiry

import data.lib.finding
import data.lib.list
import data.lib.time as moments

rules := data.spec.cloudflare.certificates

deny contains finding.new("status", status, rules.healthy_statuses) if {
	not status in rules.healthy_statuses
	not status in rules.ignored_statuses
}

deny contains finding.new("certificates", [], "at least one certificate") if {
	status in rules.healthy_statuses
	count(certificates) == 0
}

deny contains finding.new(path(certificate, "status"), certificate.status, rules.healthy_statuses) if {
	some certificate in judged
	not certificate.status in rules.healthy_statuses
}

deny contains finding.new(path(certificate, "expires_on"), certificate.expires_on, expected) if {
	some certificate in judged
	moments.is_moment(certificate.expires_on)
	moments.days_until(certificate.expires_on) < min_days
	expected := sprintf("%d days away at least", [min_days])
}

deny contains finding.unread(path(certificate, "expires_on"), "it is not told when the certificate ends") if {
	some certificate in judged
	certificate.status in rules.healthy_statuses
	not moments.is_moment(certificate.expires_on)
}

status := object.get(input.attributes, ["status"], null)

certificates := [certificate |
	some one in list.of(object.get(input.attributes, ["certificates"], null))
	certificate := {
		"id": object.get(one, ["id"], null),
		"status": object.get(one, ["status"], null),
		"expires_on": object.get(one, ["expires_on"], null),
	}
]

# Those in a pack that is in use, but for what is on its way out of it.
judged := [certificate |
	status in rules.healthy_statuses
	some certificate in certificates
	not certificate.status in rules.ignored_statuses
]

path(certificate, field) := sprintf("certificates[%v].%s", [certificate.id, field])

# Certificates that are made for a few days are renewed later than the others.
min_days := max(short_lived) if {
	count(short_lived) > 0
} else := rules.min_days

short_lived := {rule.min_days |
	some rule in rules.short_lived
	rule.validity_days == object.get(input.attributes, ["validity_days"], null)
}
