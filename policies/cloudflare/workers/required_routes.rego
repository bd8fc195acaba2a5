# METADATA
# title: The Workers of the spec get all requests for their hostnames
# description: >-
#   A Worker that sets security headers or checks requests protects only what is routed to it. A route
#   without a Worker, one that is more specific, or a Worker that was deleted leaves a way past it that
#   nobody sees from the outside.
# related_resources:
#   - https://developers.cloudflare.com/workers/configuration/routing/routes/
# custom:
#   id: cloudflare-workers-required-routes
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-3]
#   aliases: [CFL-WORK-001]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7", "CM-6"]}
#   remediation: automatic
package cloudflare.workers.required_routes

import data.lib.finding
import data.lib.hostname
import data.lib.worker_routes

deny contains finding.because("name", name, sprintf("all requests go to the Worker %s", [required.script]), reason) if {
	some required in required_here
	some label in required.hostnames
	name := hostname.below(label, input.attributes.name)
	some scheme in data.spec.cloudflare.workers.schemes
	routes := routes_but(object.get(required, ["exceptions"], []))
	not worker_routes.serves(required.script, routes, scheme, name)
	reason := sprintf("the routes do not lead all requests by %s there", [scheme])
}

deny contains finding.because("name", input.attributes.name, sprintf("the Worker %s", [required.script]), "there is no such Worker in the account") if {
	some required in required_here
	not required.script in scripts
}

# What the spec asks of this zone; without zones it asks it of all.
required_here := [required |
	some required in data.spec.cloudflare.workers.required_routes
	is_here(object.get(required, ["zones"], []))
]

is_here(zones) if count(zones) == 0

is_here(zones) if {
	some zone in zones
	hostname.normal(zone) == hostname.normal(input.attributes.name)
}

routes_but(exceptions) := [route |
	some one in data.snapshot["cloudflare.workers.route"]
	route := {
		"pattern": object.get(one.attributes, ["pattern"], null),
		"script": object.get(one.attributes, ["script"], null),
	}
	not route.pattern in exceptions
]

scripts := {id | some id, _ in data.snapshot["cloudflare.workers.script"]}
