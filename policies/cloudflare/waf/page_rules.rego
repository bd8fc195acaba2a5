# METADATA
# title: Cloudflare page rules switch no protection off
# description: >-
#   A page rule overrides the zone's settings for some addresses. One that disables security or
#   weakens the encryption there opens a side door that the settings of the zone do not show.
# related_resources:
#   - https://developers.cloudflare.com/rules/page-rules/reference/settings/
# custom:
#   id: cloudflare-waf-page-rules
#   severity: high
#   kinds: [cloudflare.zone.page_rule]
#   spec: [CF-2]
#   frameworks: {soc2: ["CC6.6", "CC6.7"], nist-800-53-r5: ["CM-6", "SC-8"]}
#   remediation: approval
package cloudflare.waf.page_rules

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new("actions[disable_security].id", "disable_security", null) if {
	cloudflare_rules.page_action(input, "disable_security") in {null, "on"}
}

deny contains finding.new(sprintf("actions[%s].value", [name]), weak, sort(accepted)) if {
	some name, accepted in settings
	weak := cloudflare_rules.page_action(input, name)
	not weak in accepted
}

settings := {
	"ssl": {mode | some mode in array.concat(data.spec.cloudflare.tls_modes, ["origin_pull"])},
	"security_level": {"low", "medium", "high", "under_attack"},
	"browser_check": {"on"},
	"automatic_https_rewrites": {"on"},
	"waf": {"on"},
}
