# METADATA
# title: Cloudflare IP access rules let no wide range pass unchecked
# description: >-
#   Whoever an access rule allows passes by the managed rules, the rate limits and the bot
#   protection. A country, a whole network operator or a wide range holds rented machines that
#   anybody can attack from.
# related_resources:
#   - https://developers.cloudflare.com/waf/tools/ip-access-rules/
# custom:
#   id: cloudflare-waf-access-rules
#   severity: high
#   kinds: [cloudflare.firewall.access_rule]
#   spec: [CF-4]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["AC-3", "SC-7"]}
#   remediation: approval
package cloudflare.waf.access_rules

import data.lib.finding

deny contains finding.new("configuration.value", value, null) if {
	object.get(input.attributes, ["mode"], null) == "whitelist"
	value := object.get(input.attributes, ["configuration", "value"], null)
	not bounded(object.get(input.attributes, ["configuration", "target"], null), value)
}

bounded(target, value) if {
	target in {"ip", "ip6"}
	is_string(value)
	regex.match(`^[0-9a-fA-F.:]+$`, value)
}

bounded("ip_range", value) if {
	prefix_length(value) >= data.spec.cloudflare.rules.min_allowed_ipv4_prefix_length
	not contains(value, ":")
}

bounded("ip_range", value) if {
	prefix_length(value) >= data.spec.cloudflare.rules.min_allowed_ipv6_prefix_length
	contains(value, ":")
	not startswith(value, "::")
}

prefix_length(value) := to_number(length) if {
	is_string(value)
	some [_, length] in regex.find_all_string_submatch_n(`^[0-9a-fA-F.:]+/([0-9]{1,3})$`, value, 1)
}
