# METADATA
# title: Worker code is the version that was reviewed
# description: >-
#   A Worker sees every request and answer in the clear and can change both. Code that differs from the
#   reviewed one came past the review: by a deployment that nobody looked at, by the dashboard, or by a
#   stolen token.
# related_resources:
#   - https://developers.cloudflare.com/workers/configuration/versions-and-deployments/
# custom:
#   id: cloudflare-workers-script-reviewed
#   severity: medium
#   kinds: [cloudflare.workers.script]
#   spec: [CF-3]
#   frameworks: {soc2: ["CC8.1"], nist-800-53-r5: ["CM-3", "SI-7"]}
#   remediation: manual
package cloudflare.workers.script_reviewed

import data.lib.finding

rules := data.spec.cloudflare.workers

deny contains finding.new("etag", etag, expected) if {
	count(reviewed) > 0
	not plain(etag) in reviewed
	expected := concat(" or ", sort(reviewed))
}

deny contains finding.new("etag", etag, "a version that the spec names") if {
	rules.only_reviewed
	count(reviewed) == 0
}

reviewed := {plain(entry.etag) |
	some entry in rules.reviewed
	entry.script == input.id
}

etag := object.get(input.attributes, ["etag"], null)

# As HTTP headers write it, a hash may stand in quotes.
plain(value) := trim(value, "\"") if {
	is_string(value)
} else := value
