# METADATA
# title: Cloudflare zones run the managed ruleset on all requests
# description: >-
#   The managed ruleset stops attempts to use known holes while patches are still on their way.
#   Being on offer protects nobody: unless an enabled rule executes it for every request, the
#   attempts reach the origin.
# related_resources:
#   - https://developers.cloudflare.com/waf/managed-rules/
# custom:
#   id: cloudflare-waf-managed-ruleset
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-4]
#   aliases: [zone_waf_enabled, mondoo-cloudflare-security-waf-enabled, CFL-WAF-006]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7", "SI-4"]}
#   remediation: automatic
package cloudflare.waf.managed_ruleset

import data.lib.cloudflare_rules
import data.lib.finding
import data.lib.list

deny contains finding.new("rulesets.http_request_firewall_managed", seen, sort(rulesets)) if {
	count(executing) == 0
}

rulesets contains id if some id in data.spec.cloudflare.rules.managed_rulesets

# The plan Free has a smaller one of its own.
rulesets contains id if {
	object.get(input.attributes, ["plan"], null) == "free"
	some id in data.spec.cloudflare.rules.free_managed_rulesets
}

# The rules that execute one of the rulesets for everything that comes to the zone.
executing contains rule.id if {
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_firewall_managed"], null))
	executes(rule)
	cloudflare_rules.holds(object.get(rule, ["expression"], null), cloudflare_rules.everything)
}

# Those of the account hold for zones of the plan Enterprise.
executing contains rule.id if {
	object.get(input.attributes, ["plan"], null) == "enterprise"
	account := data.snapshot["cloudflare.account"][input.scope.account]
	some rule in cloudflare_rules.active(object.get(account.attributes, ["rulesets", "http_request_firewall_managed"], null))
	executes(rule)
	request := object.union(cloudflare_rules.everything, {"zone": input.name, "plan": "enterprise"})
	cloudflare_rules.holds(object.get(rule, ["expression"], null), request)
}

executes(rule) if {
	object.get(rule, ["action"], null) == "execute"
	object.get(rule, ["action_parameters", "id"], null) in rulesets
}

# What is executed at all, for some requests or none.
seen := sort([{"id": id, "enabled": enabled, "expression": expression} |
	entrypoint := object.get(input.attributes, ["rulesets", "http_request_firewall_managed"], null)
	is_object(entrypoint)
	some rule in list.of(object.get(entrypoint, ["rules"], []))
	is_object(rule)
	id := object.get(rule, ["action_parameters", "id"], null)
	enabled := object.get(rule, ["enabled"], null)
	expression := object.get(rule, ["expression"], null)
])
