# METADATA
# title: Cloudflare zones have custom rules that stop requests
# description: >-
#   Managed rules know attacks on common software, not what is odd for this one. Without a custom
#   rule that blocks or challenges, paths that nobody should reach and sources that nobody wants
#   stay open.
# related_resources:
#   - https://developers.cloudflare.com/waf/custom-rules/
# custom:
#   id: cloudflare-waf-blocking-rules
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-4]
#   aliases: [zone_firewall_blocking_rules_configured, CFL-WAF-002]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7", "SI-4"]}
#   remediation: automatic
package cloudflare.waf.blocking_rules

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new("rulesets.http_request_firewall_custom", [rule.action | some rule in rules], data.spec.cloudflare.rules.blocking_actions) if {
	count(blocking) == 0
}

rules := cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_firewall_custom"], null))

blocking contains rule.id if {
	some rule in rules
	object.get(rule, ["action"], null) in data.spec.cloudflare.rules.blocking_actions
	expression := object.get(rule, ["expression"], null)
	is_string(expression)
	not cloudflare_rules.excludes(expression, cloudflare_rules.everything)
}
