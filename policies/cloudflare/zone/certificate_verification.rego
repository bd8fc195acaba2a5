# METADATA
# title: Cloudflare zones have no certificate that waits for its verification
# description: >-
#   A certificate that has not proved control over its names is not served. Visitors then get a
#   warning in place of the site, or an older certificate until that one ends, too.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/changing-dcv-method/
# custom:
#   id: cloudflare-zone-certificate-verification
#   severity: medium
#   kinds: [cloudflare.zone]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-17"]}
#   remediation: manual
package cloudflare.zone.certificate_verification

import data.lib.finding
import data.lib.list

deny contains finding.new(path(item, "certificate_status"), status, "active") if {
	some item in list.of(object.get(input.attributes, ["ssl_verification"], null))
	status := object.get(item, ["certificate_status"], null)
	status != "active"
}

# In use, but what has to be in place for its renewal is not.
deny contains finding.new(path(item, "verification_status"), false, true) if {
	some item in list.of(object.get(input.attributes, ["ssl_verification"], null))
	object.get(item, ["certificate_status"], null) == "active"
	object.get(item, ["verification_status"], null) == false
}

path(item, member) := sprintf("ssl_verification[%s].%s", [item.hostname, member]) if {
	is_string(item.hostname)
} else := sprintf("ssl_verification[].%s", [member])
