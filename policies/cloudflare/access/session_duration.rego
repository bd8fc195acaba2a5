# METADATA
# title: Logins to Access applications end within a day, to admin panels sooner
# description: >-
#   A session that goes on for weeks outlives a lost laptop, a stolen cookie and the day on which
#   somebody leaves. A policy can set a longer one than its application.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/access-settings/session-management/
# custom:
#   id: cloudflare-access-session-duration
#   severity: medium
#   kinds: [cloudflare.zero_trust.access_application]
#   spec: [CF-7]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["AC-12", "SC-23"]}
#   remediation: automatic
package cloudflare.access.session_duration

import data.lib.access
import data.lib.finding

deny contains finding.new("session_duration", duration, wanted) if {
	has_session
	not short_enough(duration)
}

deny contains finding.new(sprintf("%s.session_duration", [access.path(policy)]), policy.session_duration, wanted) if {
	has_session
	some policy in access.policies(input.attributes)
	object.get(policy, ["session_duration"], null) != null
	not short_enough(policy.session_duration)
}

# Of these kinds Access keeps no session, or one that is no login to an application.
has_session if {
	not object.get(input.attributes, ["type"], null) in {"saas", "infrastructure", "bookmark", "dash_sso", "warp", "biso", "proxy_endpoint"}
}

# As the application says, else the organisation, else Cloudflare: 24 hours.
duration := input.attributes.session_duration if {
	object.get(input.attributes, ["session_duration"], null) != null
} else := of_organization

of_organization := [length |
	some organization in data.snapshot["cloudflare.zero_trust.organization"]
	length := object.get(organization.attributes, ["session_duration"], null)
	length != null
][0] if {
	stated_by_organization
} else := "24h"

stated_by_organization if {
	some organization in data.snapshot["cloudflare.zero_trust.organization"]
	object.get(organization.attributes, ["session_duration"], null) != null
}

short_enough(length) if access.seconds(length) <= hours * 3600

hours := data.spec.cloudflare.access.max_admin_session_hours if {
	access.before_admin(input.attributes)
} else := data.spec.cloudflare.access.max_session_hours

wanted := sprintf("%dh", [hours])
