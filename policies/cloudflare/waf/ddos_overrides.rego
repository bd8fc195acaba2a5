# METADATA
# title: Cloudflare keeps the protection against HTTP floods at full strength
# description: >-
#   The protection against floods is on by itself. An override that lowers its sensitivity or only
#   logs lets an attack grow until the origin, or the bill for it, gives in.
# related_resources:
#   - https://developers.cloudflare.com/ddos-protection/managed-rulesets/http/override-parameters/
# custom:
#   id: cloudflare-waf-ddos-overrides
#   severity: high
#   kinds: [cloudflare.zone, cloudflare.account]
#   spec: [CF-4]
#   aliases: [CFL-INSIGHT-004]
#   frameworks: {soc2: ["A1.2", "CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: automatic
package cloudflare.waf.ddos_overrides

import data.lib.cloudflare_rules
import data.lib.finding
import data.lib.list

deny contains finding.new(sprintf("rulesets.ddos_l7.rules[%s].action_parameters", [rule.id]), override, null) if {
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "ddos_l7"], null))
	some override in overrides(rule)
	weak(override)
}

# Nothing but an override is meant to stand here.
deny contains finding.new(sprintf("rulesets.ddos_l7.rules[%s].action", [rule.id]), object.get(rule, ["action"], null), "execute") if {
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "ddos_l7"], null))
	object.get(rule, ["action"], null) != "execute"
}

weak(override) if object.get(override, "enabled", null) == false

weak(override) if object.get(override, "action", null) == "log"

weak(override) if {
	level := object.get(override, "sensitivity_level", null)
	level != null
	not level in data.spec.cloudflare.rules.ddos_sensitivity_levels
}

# The overrides of a rule: for the whole ruleset, for tags and for single rules.
overrides(rule) := array.concat(whole, array.concat(tags, singles)) if {
	parameters := object.get(rule, ["action_parameters"], null)
	is_object(parameters)
	own := object.get(parameters, ["overrides"], null)
	is_object(own)
	whole := [object.filter(own, ["action", "enabled", "sensitivity_level"])]
	tags := [tag | some tag in list.of(object.get(own, ["categories"], [])); is_object(tag)]
	singles := [single | some single in list.of(object.get(own, ["rules"], [])); is_object(single)]
}
