# METADATA
# title: Plans take no zones, access rules, logs or notifications away
# description: >-
#   Who removes what guards the way to a site, or tells of trouble, leaves it open from that moment on,
#   and a plan of fifty changes hides it well. It may be meant, but somebody has to say so.
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
# custom:
#   id: cloudflare-change-protection-destroyed
#   severity: high
#   kinds:
#     - cloudflare.account.notification_policy
#     - cloudflare.firewall.access_rule
#     - cloudflare.firewall.lockdown
#     - cloudflare.logpush.job
#     - cloudflare.ssl.origin_pull_certificate
#     - cloudflare.zero_trust.access_application
#     - cloudflare.zero_trust.access_policy
#     - cloudflare.zero_trust.gateway_policy
#     - cloudflare.zone
#     - cloudflare.zone.healthcheck
#   remediation: manual
#   frameworks:
#     nist-800-53-r5: ["AU-9", "CM-3"]
#     soc2: ["CC7.2", "CC8.1"]
package cloudflare.change.protection_destroyed

import data.lib.finding

# One that is replaced is there again when the plan is done.
deny contains finding.because("origin.actions", input.origin.actions, null, reason) if {
	"delete" in input.origin.actions
	not "create" in input.origin.actions
	reason := sprintf("the plan destroys %v", [input.origin.address])
}
