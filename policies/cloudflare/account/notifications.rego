# METADATA
# title: Cloudflare tells somebody of certificates, attacks and origin errors
# description: >-
#   A certificate that is not renewed, an attack or an origin that fails is first noticed by
#   customers when nobody is told. A notification counts when it is switched on and reaches at least
#   one address, service or webhook.
# related_resources:
#   - https://developers.cloudflare.com/notifications/notification-available/
# custom:
#   id: cloudflare-account-notifications
#   severity: low
#   kinds: [cloudflare.account]
#   frameworks: {soc2: ["CC7.2"], nist-800-53-r5: ["SI-4", "AU-5"]}
#   remediation: automatic
package cloudflare.account.notifications

import data.lib.finding

deny contains finding.because("name", null, sprintf("one of %s", [concat(", ", required.any_of)]), way) if {
	some required in data.spec.cloudflare.account.required_notifications
	count({type | some type in required.any_of; type in told}) == 0
	account := object.get(input.attributes, ["name"], null)
	way := sprintf("account %v -> notification policies: nobody is told of %s", [account, required.purpose])
}

told contains object.get(policy.attributes, ["alert_type"], null) if {
	some policy in data.snapshot["cloudflare.account.notification_policy"]
	policy.attributes.enabled == true
	recipients(policy) > 0
}

recipients(policy) := sum([number |
	some way in ["email", "pagerduty", "webhooks"]
	number := object.get(policy.attributes, ["recipients", way], 0)
	is_number(number)
])
