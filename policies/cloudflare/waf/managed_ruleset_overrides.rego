# METADATA
# title: Cloudflare managed rulesets act as they come
# description: >-
#   An override that only logs, or switches rules off, leaves a ruleset in place in name alone:
#   dashboards show it as deployed while attacks pass. A score limit that no request reaches does
#   the same to the OWASP rules.
# related_resources:
#   - https://developers.cloudflare.com/ruleset-engine/managed-rulesets/override-managed-ruleset/
# custom:
#   id: cloudflare-waf-managed-ruleset-overrides
#   severity: medium
#   kinds: [cloudflare.zone, cloudflare.account]
#   spec: [CF-4]
#   aliases: [CFL-WAF-008]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7", "SI-4"]}
#   remediation: automatic
package cloudflare.waf.managed_ruleset_overrides

import data.lib.cloudflare_rules
import data.lib.finding
import data.lib.list

deny contains finding.new(sprintf("rulesets.http_request_firewall_managed.rules[%s].action_parameters", [rule.id]), override, null) if {
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_firewall_managed"], null))
	object.get(rule, ["action"], null) == "execute"
	some override in overrides(rule)
	weak(override)
}

weak(override) if object.get(override, "enabled", null) == false

weak(override) if object.get(override, "action", null) == "log"

weak(override) if object.get(override, "score_threshold", 0) > data.spec.cloudflare.rules.max_owasp_score_threshold

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
