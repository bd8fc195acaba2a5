# METADATA
# title: Logins to the Zero Trust organisation end within a day
# description: >-
#   The login to the team domain hands out new sessions of every application without asking again.
#   If it holds for weeks, short sessions of the applications mean little.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/access-settings/session-management/
# custom:
#   id: cloudflare-access-organization-session
#   severity: medium
#   kinds: [cloudflare.zero_trust.organization]
#   spec: [CF-7]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["AC-12"]}
#   remediation: automatic
package cloudflare.access.organization_session

import data.lib.access
import data.lib.finding

# Cloudflare's own default is 24 hours.
deny contains finding.new("session_duration", duration, sprintf("%dh", [hours])) if {
	not short_enough
}

short_enough if {
	duration != null
	access.seconds(duration) <= hours * 3600
}

short_enough if {
	duration == null
	hours >= 24
}

duration := object.get(input.attributes, ["session_duration"], null)

hours := data.spec.cloudflare.access.max_session_hours
