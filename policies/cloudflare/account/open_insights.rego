# METADATA
# title: Cloudflare Security Center has no severe insights open
# description: >-
#   Security Center looks at the account from outside, as an attacker does, and finds dangling
#   records, exposed services and weak settings. A severe insight that stays open is a hole that the
#   provider has already pointed at. Dismissed and resolved ones are not judged.
# related_resources:
#   - https://developers.cloudflare.com/security-center/security-insights/
# custom:
#   id: cloudflare-account-open-insights
#   severity: high
#   kinds: [cloudflare.security_center.insight]
#   aliases:
#     - CFL-INSIGHT-001
#     - CFL-INSIGHT-002
#     - CFL-INSIGHT-003
#     - CFL-INSIGHT-004
#     - CFL-ASM-001
#     - CFL-ASM-002
#   frameworks: {soc2: ["CC7.1"], nist-800-53-r5: ["RA-5", "SI-2"]}
#   remediation: manual
package cloudflare.account.open_insights

import data.lib.finding

deny contains finding.new("severity", severity, "resolved or dismissed") if {
	open
	severity := object.get(input.attributes, ["severity"], null)
	is_string(severity)
	lower(severity) in data.spec.cloudflare.account.open_insight_severities
}

deny contains finding.unread("severity", "the answer does not tell how severe this is") if {
	open
	object.get(input.attributes, ["severity"], null) == null
}

open if {
	object.get(input.attributes, ["dismissed"], null) != true
	object.get(input.attributes, ["status"], null) != "resolved"
}
