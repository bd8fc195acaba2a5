# METADATA
# title: Cloudflare configuration rules switch no protection off
# description: >-
#   A configuration rule overrides the zone's settings for some requests. One that sets the
#   encryption or the security level lower opens a side door that the settings of the zone do not
#   show.
# related_resources:
#   - https://developers.cloudflare.com/rules/configuration-rules/settings/
# custom:
#   id: cloudflare-waf-config-rules
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [CFL-CFRULE-001]
#   frameworks: {soc2: ["CC6.6", "CC6.7"], nist-800-53-r5: ["CM-6", "SC-8"]}
#   remediation: approval
package cloudflare.waf.config_rules

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new(sprintf("rulesets.http_config_settings.rules[%s].action_parameters", [rule.id]), {name: weak}, null) if {
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_config_settings"], null))
	parameters := object.get(rule, ["action_parameters"], null)
	is_object(parameters)
	some name, accepted in settings
	weak := object.get(parameters, name, null)
	weak != null
	not weak in accepted
}

settings := {
	"ssl": {mode | some mode in array.concat(data.spec.cloudflare.tls_modes, ["origin_pull"])},
	"security_level": {"low", "medium", "high", "under_attack"},
	"bic": {true},
	"automatic_https_rewrites": {true},
}
