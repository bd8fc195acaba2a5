# METADATA
# title: Cloudflare rate limits cover the paths that the spec protects
# description: >-
#   Passwords are tried at the login and data is copied from the API. A rate limit that watches
#   other paths, or only a part of these, counts nothing of it.
# related_resources:
#   - https://developers.cloudflare.com/waf/rate-limiting-rules/best-practices/
# custom:
#   id: cloudflare-waf-rate-limited-paths
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-5]
#   frameworks: {soc2: ["A1.2", "CC6.6"], nist-800-53-r5: ["AC-7", "SC-5"]}
#   remediation: approval
package cloudflare.waf.rate_limited_paths

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new("rulesets.http_ratelimit", [rule.expression | some rule in limiting], request) if {
	some path in data.spec.cloudflare.rules.protected_paths
	some request in cloudflare_rules.requests(path)
	not limited(request)
}

limited(request) if {
	some rule in limiting
	cloudflare_rules.holds(object.get(rule, ["expression"], null), request)
	counts(rule, request)
}

# Requests count by the rule's own expression unless another one is given.
counts(rule, _) if object.get(rule, ["ratelimit", "counting_expression"], null) in {null, ""}

counts(rule, request) if cloudflare_rules.holds(object.get(rule, ["ratelimit", "counting_expression"], null), request)

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
