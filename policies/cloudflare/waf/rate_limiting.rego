# METADATA
# title: Cloudflare zones limit the rate of requests
# description: >-
#   Without a limit one machine can try passwords, copy the whole catalogue or wear out the origin
#   as fast as it is able to send. A limit so high that nobody reaches it is none.
# related_resources:
#   - https://developers.cloudflare.com/waf/rate-limiting-rules/
# custom:
#   id: cloudflare-waf-rate-limiting
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-5]
#   aliases: [zone_rate_limiting_enabled, CFL-WAF-003]
#   frameworks: {soc2: ["A1.2", "CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: automatic
package cloudflare.waf.rate_limiting

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new("rulesets.http_ratelimit", [rule.ratelimit | some rule in rules], {"requests_per_minute": data.spec.cloudflare.rules.max_requests_per_minute}) if {
	count(effective) == 0
}

rules := cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_ratelimit"], null))

effective contains rule.id if {
	some rule in limiting
	expression := object.get(rule, ["expression"], null)
	is_string(expression)
	not cloudflare_rules.excludes(expression, cloudflare_rules.everything)
}

# The rules that stop requests beyond a number that the spec puts up with.
limiting := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_ratelimit"], null))
	object.get(rule, ["action"], null) in data.spec.cloudflare.rules.blocking_actions
	per_minute(rule) <= data.spec.cloudflare.rules.max_requests_per_minute
]

per_minute(rule) := (requests * 60) / period if {
	limit := object.get(rule, ["ratelimit"], null)
	is_object(limit)
	requests := object.get(limit, ["requests_per_period"], null)
	period := object.get(limit, ["period"], null)
	is_number(requests)
	is_number(period)
	period > 0
}
