# METADATA
# title: Cloudflare zones do not tell visitors what the origin runs
# description: >-
#   The header X-Powered-By names the software of the origin, often with its version. Whoever
#   looks for sites with a certain hole finds this one in lists that others collected.
# related_resources:
#   - https://developers.cloudflare.com/rules/transform/managed-transforms/reference/
# custom:
#   id: cloudflare-zone-powered-by-removed
#   severity: info
#   kinds: [cloudflare.zone]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SI-11"]}
#   remediation: automatic
package cloudflare.zone.powered_by_removed

import data.lib.finding
import data.lib.list

deny contains finding.new("managed_transforms.managed_response_headers[remove_x-powered-by_header].enabled", null, true) if {
	count(switches) == 0
}

deny contains finding.new("managed_transforms.managed_response_headers[remove_x-powered-by_header].enabled", switch, true) if {
	some switch in switches
	switch != true
}

switches := [object.get(transform, ["enabled"], null) |
	some transform in list.of(object.get(input.attributes, ["managed_transforms", "managed_response_headers"], null))
	object.get(transform, ["id"], null) == "remove_x-powered-by_header"
]
