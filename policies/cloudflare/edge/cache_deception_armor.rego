# METADATA
# title: Cloudflare cache rules that store responses check the content type
# description: >-
#   With a path such as /account/x.css an attacker makes the cache keep a victim's page and then
#   fetches it. Cache Deception Armor stores a response only if its type fits the ending of the
#   path.
# related_resources:
#   - https://developers.cloudflare.com/cache/cache-security/cache-deception-armor/
# custom:
#   id: cloudflare-edge-cache-deception-armor
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-6]
#   aliases: [CFL-CDA-001]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["SC-4"]}
#   remediation: automatic
package cloudflare.edge.cache_deception_armor

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new(sprintf("rulesets.http_request_cache_settings.rules[%s].action_parameters", [rule.id]), armor, true) if {
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_cache_settings"], null))
	object.get(rule, ["action_parameters", "cache"], null) == true
	armor := object.get(rule, ["action_parameters", "cache_key", "cache_deception_armor"], null)
	armor != true
}

deny contains finding.because("rulesets.http_request_cache_settings", "cache_everything", "cache_deception_armor", sprintf("page rule %s", [id])) if {
	some id, rule in data.snapshot["cloudflare.zone.page_rule"]
	cloudflare_rules.page_action(rule, "cache_level") == "cache_everything"
	not cloudflare_rules.page_action(rule, "cache_deception_armor") == "on"
}
