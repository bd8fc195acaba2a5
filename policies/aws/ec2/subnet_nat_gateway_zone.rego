# METADATA
# title: Subnets reach the internet by a NAT gateway in their own zone
# description: >-
#   With one NAT gateway for all zones, the failure of its zone cuts off the machines in the healthy ones,
#   too: no payments, no mail, no updates. Traffic between zones is billed as well.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
# custom:
#   id: aws-ec2-subnet-nat-gateway-zone
#   severity: medium
#   kinds: [aws.ec2.subnet]
#   spec: [NET-3]
#   remediation: manual
package aws.ec2.subnet_nat_gateway_zone

import data.lib.finding

deny contains finding.because("availability_zone", zone, gateway_zone, reason) if {
	some [table_id, gateway_id] in ways
	gateway := data.snapshot["aws.ec2.nat_gateway"][gateway_id]
	object.get(gateway, ["attributes", "availability_mode"], null) != "regional"
	gateway_zone := data.snapshot["aws.ec2.subnet"][gateway.attributes.subnet_id].attributes.availability_zone
	gateway_zone != zone
	reason := sprintf("subnet %v in %v -> route table %v -> NAT gateway %v in %v", [input.id, zone, table_id, gateway_id, gateway_zone])
}

deny contains finding.because("availability_zone", zone, "a NAT gateway that is available", reason) if {
	some [table_id, gateway_id] in ways
	state := data.snapshot["aws.ec2.nat_gateway"][gateway_id].attributes.state
	state in {"failed", "deleting", "deleted"}
	reason := sprintf("subnet %v -> route table %v -> NAT gateway %v, which is %v", [input.id, table_id, gateway_id, state])
}

deny contains finding.unread("availability_zone", message) if {
	some [_, gateway_id] in ways
	not data.snapshot["aws.ec2.nat_gateway"][gateway_id].id
	message := sprintf("NAT gateway %v is not in the snapshot", [gateway_id])
}

deny contains finding.unread("availability_zone", message) if {
	some [_, gateway_id] in ways
	gateway := data.snapshot["aws.ec2.nat_gateway"][gateway_id]
	object.get(gateway, ["attributes", "availability_mode"], null) != "regional"
	not data.snapshot["aws.ec2.subnet"][gateway.attributes.subnet_id].attributes.availability_zone
	message := sprintf("the zone of NAT gateway %v is not known", [gateway_id])
}

zone := object.get(input.attributes, ["availability_zone"], null)

ways := {[table_id, route.target] |
	data.spec.vpc.nat_gateway_per_zone
	data.lib.vpc.own
	some table_id in data.facts.network.route_tables_of[input.id]
	some route in data.facts.network.default_routes[table_id]
	startswith(route.target, "nat-")
}
