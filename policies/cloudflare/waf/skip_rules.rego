# METADATA
# title: Cloudflare zones have no rule that skips protection for everybody
# description: >-
#   A skip rule ends the examination of a request before the managed rules, the rate limits or the
#   bot protection see it. One whose condition anybody can meet switches them off for every attacker
#   who tries.
# related_resources:
#   - https://developers.cloudflare.com/waf/custom-rules/skip/
# custom:
#   id: cloudflare-waf-skip-rules
#   severity: high
#   kinds: [cloudflare.zone, cloudflare.account]
#   spec: [CF-4]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7", "SI-4"]}
#   remediation: approval
package cloudflare.waf.skip_rules

import data.lib.cloudflare_rules
import data.lib.finding
import data.lib.list

deny contains finding.new(sprintf("rulesets.http_request_firewall_custom.rules[%s].expression", [rule.id]), rule.expression, null) if {
	some rule in custom
	open(rule)
}

deny contains finding.new(sprintf("rulesets.http_request_firewall_managed.rules[%s].expression", [rule.id]), rule.expression, null) if {
	some rule in managed
	open(rule)
}

deny contains finding.new(sprintf("rulesets.http_ratelimit.rules[%s].expression", [rule.id]), rule.expression, null) if {
	some rule in limiting
	open(rule)
}

# Whether these are all requests or a few, the text does not tell.
deny contains finding.unread("rulesets", sprintf("rule %s skips protection where %v: who that is can't be told", [rule.id, rule.expression])) if {
	some rules in [custom, managed, limiting]
	some rule in rules
	not open(rule)
	not cloudflare_rules.narrow(object.get(rule, ["expression"], null))
}

open(rule) if cloudflare_rules.holds(object.get(rule, ["expression"], null), everybody)

# Rules of an account only ever hold for zones of the plan Enterprise.
everybody := cloudflare_rules.everything if {
	input.kind != "cloudflare.account"
} else := object.union(cloudflare_rules.everything, {"plan": "enterprise"})

custom := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_firewall_custom"], null))
	skips(rule)
]

managed := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_firewall_managed"], null))
	skips(rule)
]

limiting := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_ratelimit"], null))
	skips(rule)
]

skips(rule) if {
	object.get(rule, ["action"], null) == "skip"
	not harmless(rule)
}

# Only products that guard nothing else are passed by.
harmless(rule) if {
	parameters := object.get(rule, ["action_parameters"], null)
	is_object(parameters)
	object.keys(parameters) == {"products"}
	products := {product | some product in list.of(object.get(parameters, ["products"], []))}
	count(products) > 0
	count(products - {"hot", "uaBlock"}) == 0
}
