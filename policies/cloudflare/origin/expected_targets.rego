# METADATA
# title: Hosts of a zone are proxied and lead to the load balancer of the spec
# description: >-
#   A record that somebody points elsewhere, or takes out of the proxy, sends visitors to another
#   machine without any page looking different at first. The spec says where each host has to lead.
# related_resources:
#   - https://developers.cloudflare.com/dns/proxy-status/
# custom:
#   id: cloudflare-origin-expected-targets
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-1]
#   remediation: approval
#   frameworks: {soc2: ["CC6.6", "CC7.1"], nist-800-53-r5: ["SC-20"]}
package cloudflare.origin.expected_targets

import data.lib.finding
import data.lib.origin

deny contains finding.because("name", null, expected, reason) if {
	some expected in expectations
	count(records(expected.host)) == 0
	reason := sprintf("%v has no record", [expected.host])
}

deny contains finding.because("name", record.attributes.content, expected, reason) if {
	some expected in expectations
	some record in records(expected.host)
	not record.attributes.proxied == true
	reason := sprintf("the %v record of %v is not proxied", [record.attributes.type, expected.host])
}

deny contains finding.because("name", record.attributes.content, expected, reason) if {
	some expected in expectations
	some record in records(expected.host)
	not expected.load_balancer in balancers(record)
	reason := sprintf("the %v record of %v does not lead to load balancer %v", [record.attributes.type, expected.host, expected.load_balancer])
}

# What the spec says of hosts of this zone.
expectations := {expected |
	some expected in data.spec.cloudflare.origin.expected_targets
	is_below(origin.host(expected.host), origin.host(input.attributes.name))
}

is_below(host, zone) if host == zone

is_below(host, zone) if endswith(host, concat("", [".", zone]))

records(host) := {record |
	some record in addresses
	origin.host(record.name) == origin.host(host)
}

addresses := {record |
	some record in data.snapshot["cloudflare.dns.record"]
	record.scope.zone == input.id
	origin.is_address(record)
}

# Names of the load balancers that a record leads to, by itself or by one more record of the zone.
balancers(record) := {name | some name in balancers_at(origin.target(record))} | {name |
	some next in addresses
	origin.host(next.name) == origin.target(record)
	some name in balancers_at(origin.target(next))
}

balancers_at(host) := {balancer.name | some balancer in data.facts.origin.balancers[host]}
