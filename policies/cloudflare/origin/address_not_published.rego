# METADATA
# title: No unproxied record tells the origin of a proxied host
# description: >-
#   A proxied host hides its origin. One other record that points at the same origin without the
#   proxy, such as a forgotten direct. or ftp. name, tells it to everyone who looks, and attackers
#   go there, past every rule at Cloudflare.
# related_resources:
#   - https://developers.cloudflare.com/dns/proxy-status/
# custom:
#   id: cloudflare-origin-address-not-published
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-1]
#   aliases: [CFL-INSIGHT-005]
#   remediation: manual
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7"]}
package cloudflare.origin.address_not_published

import data.lib.finding
import data.lib.origin

deny contains finding.because("name", target, null, reason) if {
	some record in addresses
	not record.attributes.proxied == true
	target := origin.target(record)
	target in hidden
	reason := sprintf("the unproxied %v record of %v tells it", [record.attributes.type, record.name])
}

addresses := {record |
	some record in data.snapshot["cloudflare.dns.record"]
	record.scope.zone == input.id
	origin.is_address(record)
}

# Origins of proxied hosts. A name that is proxied itself hides what is behind it.
hidden := {origin.target(record) |
	some record in addresses
	record.attributes.proxied == true
} - {origin.host(record.name) |
	some record in addresses
	record.attributes.proxied == true
}
