# METADATA
# title: Routes over VPC peering lead only to the parts that are needed
# description: >-
#   A route to the whole of the other VPC lets every machine of one side try every machine of the other, so
#   a break-in on one side is a break-in on both. Routes to the subnets that are needed keep the rest apart.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html
# custom:
#   id: aws-ec2-vpc-peering-connection-routes
#   severity: medium
#   kinds: [aws.ec2.vpc_peering_connection]
#   aliases: [vpc_peering_routing_tables_with_least_privilege]
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["6.6"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.vpc_peering_connection_routes

import data.lib.finding
import data.lib.list
import data.lib.network

deny contains finding.because(path, block, "routes to parts of it", reason) if {
	some route in data.facts.network.peering_routes[input.id]
	some path, blocks in {
		"cidr_blocks": object.get(input.attributes, ["cidr_blocks"], null),
		"peer_cidr_blocks": object.get(input.attributes, ["peer_cidr_blocks"], null),
		"ipv6_cidr_blocks": object.get(input.attributes, ["ipv6_cidr_blocks"], null),
		"peer_ipv6_cidr_blocks": object.get(input.attributes, ["peer_ipv6_cidr_blocks"], null),
	}
	some block in list.of(blocks)
	network.inside(block, [route.cidr])
	reason := sprintf("route table %v -> %v -> this connection", [route.table, route.cidr])
}

deny contains finding.because("peer_cidr_blocks", null, "routes to parts of the other VPC", reason) if {
	some route in data.facts.network.peering_routes[input.id]
	network.world(route.cidr)
	reason := sprintf("route table %v -> %v -> this connection", [route.table, route.cidr])
}

deny contains finding.unread("peer_cidr_blocks", message) if {
	some route in data.facts.network.peering_routes[input.id]
	message := sprintf("prefix list %v, to which route table %v leads over this connection, is not in the snapshot", [route.list, route.table])
}
