# METADATA
# title: Cloudflare sets the security headers on all responses
# description: >-
#   Headers tell browsers to refuse frames of other sites, foreign scripts and guessed content
#   types. Left to each application they are missing on some route sooner or later, and that is the
#   one that is used.
# related_resources:
#   - https://developers.cloudflare.com/rules/transform/response-header-modification/
# custom:
#   id: cloudflare-edge-security-headers
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-8", "SI-10"]}
#   remediation: automatic
package cloudflare.edge.security_headers

import data.lib.cloudflare_rules
import data.lib.finding
import data.lib.hostname
import data.lib.list
import data.lib.worker_routes

deny contains finding.new("rulesets.http_response_headers_transform", null, header) if {
	some header in data.spec.cloudflare.rules.security_headers
	not sent(lower(header))
}

sent(header) if {
	some place, rule in rules
	cloudflare_rules.holds(object.get(rule, ["expression"], null), cloudflare_rules.everything)
	some name, change in object.get(rule, ["action_parameters", "headers"], {})
	lower(name) == header
	object.get(change, "operation", null) in {"set", "add"}
	not removed_after(header, place)
}

# The setting of the zone sends two of them.
sent("strict-transport-security") if {
	object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "enabled"], null) == true
	not removed_after("strict-transport-security", -1)
}

sent("x-content-type-options") if {
	object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "enabled"], null) == true
	object.get(input.attributes, ["settings", "security_header", "value", "strict_transport_security", "nosniff"], null) == true
	not removed_after("x-content-type-options", -1)
}

# What the ready-made transform sends.
sent(header) if {
	header in {"x-content-type-options", "x-frame-options", "x-xss-protection", "referrer-policy"}
	some transform in list.of(object.get(input.attributes, ["managed_transforms", "managed_response_headers"], null))
	transform.id == "add_security_headers"
	transform.enabled == true
	not transform.has_conflict == true
	not removed_after(header, -1)
}

# A Worker of which the spec says that it sends the header, and that gets all requests for its hosts.
sent(header) if {
	some worker in data.spec.cloudflare.rules.header_workers
	header in {lower(name) | some name in worker.headers}
	every label in worker.hostnames {
		worker_routes.serves(worker.script, routes, "https", hostname.below(label, input.attributes.name))
	}
	not removed_after(header, -1)
}

routes := [route |
	some one in data.snapshot["cloudflare.workers.route"]
	route := {"pattern": object.get(one.attributes, ["pattern"], null), "script": object.get(one.attributes, ["script"], null)}
]

# True when a later rule takes a header away again, be it from some responses only.
removed_after(header, place) if {
	some later, rule in rules
	later > place
	some name, change in object.get(rule, ["action_parameters", "headers"], {})
	lower(name) == header
	object.get(change, "operation", null) == "remove"
}

# The rules that change headers of responses, in their order.
rules := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_response_headers_transform"], null))
	object.get(rule, ["action"], null) == "rewrite"
	is_object(object.get(rule, ["action_parameters", "headers"], null))
]
