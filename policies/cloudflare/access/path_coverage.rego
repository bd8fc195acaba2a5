# METADATA
# title: Access applications cover all paths of their hostnames
# description: >-
#   Where Access guards /admin alone, everything else of the host is open: another spelling of the
#   path, the API that the panel calls, a forgotten debug page. Overrides that make a path public
#   open the same gap.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/policies/app-paths/
# custom:
#   id: cloudflare-access-path-coverage
#   severity: high
#   kinds: [cloudflare.zero_trust.access_application]
#   spec: [CF-7]
#   frameworks: {soc2: ["CC6.1", "CC6.6"], nist-800-53-r5: ["AC-3"]}
#   remediation: approval
package cloudflare.access.path_coverage

import data.lib.access
import data.lib.finding
import data.lib.list

deny contains finding.new(source, place.uri, place.host) if {
	some place in access.places(input.attributes)
	not place.whole
	not place.host in access.public_hosts
	not covered_elsewhere(place.host)
}

deny contains finding.new("destinations[].overrides", override.path_pattern, null) if {
	object.get(input.attributes, ["type"], null) in access.hostname_types
	some destination in access.destinations(input.attributes)
	some override in list.of(object.get(destination, ["overrides"], null))
	object.get(override, ["behavior"], null) == "public"
	not public(object.get(destination, ["uri"], null))
}

public(uri) if {
	is_string(uri)
	access.place_of(uri).host in access.public_hosts
}

source := "destinations" if {
	count(access.destinations(input.attributes)) > 0
} else := "domain"

covered_elsewhere(name) if {
	some application in data.snapshot["cloudflare.zero_trust.access_application"]
	access.covers(application.attributes, name)
}
