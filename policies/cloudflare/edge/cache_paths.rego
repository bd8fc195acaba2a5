# METADATA
# title: Cloudflare caches what the spec lists as static and nothing of the API
# description: >-
#   An answer of the API that lands in the cache is handed to the next visitor, with the data of the
#   first. Static files that bypass the cache, in turn, all have to be served by the origin.
# related_resources:
#   - https://developers.cloudflare.com/cache/how-to/cache-rules/
# custom:
#   id: cloudflare-edge-cache-paths
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-6]
#   frameworks: {soc2: ["CC6.1", "A1.2"], nist-800-53-r5: ["SC-4"]}
#   remediation: approval
package cloudflare.edge.cache_paths

import data.lib.cloudflare_rules
import data.lib.finding

deny contains finding.new("rulesets.http_request_cache_settings", seen, {"bypass": request}) if {
	some path in data.spec.cloudflare.rules.uncached_paths
	some request in cloudflare_rules.requests(path)
	not decided(request, false)
	not bypassed_by_page_rule(request)
}

deny contains finding.new("rulesets.http_request_cache_settings", seen, {"cache": request}) if {
	some path in data.spec.cloudflare.rules.cached_paths
	some request in cloudflare_rules.requests(path)
	not decided(request, true)
	may_bypass(request)
}

rules := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_cache_settings"], null))
	is_boolean(object.get(rule, ["action_parameters", "cache"], null))
]

seen := [{"cache": object.get(rule, ["action_parameters", "cache"], null), "expression": object.get(rule, ["expression"], null)} | some rule in rules]

# True when a rule certainly decides so, and none after it could decide otherwise: the last one counts.
decided(request, cache) if {
	some place, rule in rules
	object.get(rule, ["action_parameters", "cache"], null) == cache
	cloudflare_rules.holds(object.get(rule, ["expression"], null), request)
	not overruled(request, cache, place)
}

overruled(request, cache, place) if {
	some later, rule in rules
	later > place
	object.get(rule, ["action_parameters", "cache"], null) != cache
	not cloudflare_rules.excludes(object.get(rule, ["expression"], null), request)
}

# Cloudflare stores the usual static files unless it is told otherwise.
may_bypass(request) if {
	some rule in rules
	object.get(rule, ["action_parameters", "cache"], null) == false
	not cloudflare_rules.excludes(object.get(rule, ["expression"], null), request)
}

may_bypass(_) if {
	some page_rule in data.snapshot["cloudflare.zone.page_rule"]
	cloudflare_rules.page_action(page_rule, "cache_level") == "bypass"
	not elsewhere(page_rule)
}

# The bypass of a page rule for a path that the spec wants it for.
elsewhere(page_rule) if {
	some path in data.spec.cloudflare.rules.uncached_paths
	some request in cloudflare_rules.requests(path)
	cloudflare_rules.page_holds(page_rule, request, input.name)
	not cloudflare_rules.page_holds(page_rule, cloudflare_rules.everything, input.name)
}

# Of page rules only the first that matches counts, and cache rules count more than they do.
bypassed_by_page_rule(request) if {
	some page_rule in data.snapshot["cloudflare.zone.page_rule"]
	cloudflare_rules.page_action(page_rule, "cache_level") == "bypass"
	cloudflare_rules.page_holds(page_rule, request, input.name)
	higher := {id |
		some id, other in data.snapshot["cloudflare.zone.page_rule"]
		object.get(other.attributes, ["status"], null) == "active"
		not cloudflare_rules.page_action(other, "cache_level") == "bypass"
		object.get(other.attributes, ["priority"], 0) >= object.get(page_rule.attributes, ["priority"], 0)
	}
	count(higher) == 0
	not overruled(request, false, -1)
}
