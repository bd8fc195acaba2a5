# METADATA
# title: Cloudflare zones have no rules of the old firewall left
# description: >-
#   Zone lockdowns and user agent rules run apart from the rulesets, in a place where few people
#   look. What they let pass or stop is missing in every review of the custom rules that replace
#   them.
# related_resources:
#   - https://developers.cloudflare.com/waf/tools/zone-lockdown/
#   - https://developers.cloudflare.com/waf/tools/user-agent-blocking/
# custom:
#   id: cloudflare-waf-legacy-rules
#   severity: low
#   kinds: [cloudflare.firewall.lockdown, cloudflare.firewall.user_agent_rule]
#   frameworks: {soc2: ["CC8.1"], nist-800-53-r5: ["CM-2"]}
#   remediation: manual
#   certain: true
package cloudflare.waf.legacy_rules

import data.lib.finding

deny contains finding.new("paused", object.get(input.attributes, ["paused"], null), null)
