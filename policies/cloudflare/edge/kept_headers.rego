# METADATA
# title: Cloudflare transform rules take no security header away
# description: >-
#   The application sends the header, its tests see it, and a rule at the edge removes it before it
#   reaches a browser. Sessions can then be framed, downgraded or scripted although everything looks
#   right at the origin.
# related_resources:
#   - https://developers.cloudflare.com/rules/transform/response-header-modification/
# custom:
#   id: cloudflare-edge-kept-headers
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   aliases: [CFL-TXRULE-001]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["CM-6", "SC-8"]}
#   remediation: approval
package cloudflare.edge.kept_headers

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new(sprintf("rulesets.http_response_headers_transform.rules[%s].action_parameters", [rule.id]), {name: change}, null) if {
	some rule in rules
	some name, change in object.get(rule, ["action_parameters", "headers"], {})
	lower(name) in {lower(header) | some header in data.spec.cloudflare.rules.kept_headers}
	takes_away(lower(name), change)
}

takes_away(_, change) if object.get(change, "operation", null) == "remove"

# Browsers forget what they were told before.
takes_away("strict-transport-security", change) if {
	value := object.get(change, "value", null)
	is_string(value)
	regex.match(`(?i)max-age\s*=\s*"?0+\s*"?\s*(;|$)`, value)
}

# The rules that change headers of responses, in their order.
rules := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_response_headers_transform"], null))
	object.get(rule, ["action"], null) == "rewrite"
	is_object(object.get(rule, ["action_parameters", "headers"], null))
]
