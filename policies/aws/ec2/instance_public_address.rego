# METADATA
# title: Instances have no public addresses
# description: >-
#   A machine with a public address is scanned within minutes, and one wrong rule of a security group is
#   all that is missing for a break-in. Behind a load balancer it needs none: it is reached from inside,
#   and reaches out through a NAT gateway.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
# custom:
#   id: aws-ec2-instance-public-address
#   severity: high
#   kinds: [aws.ec2.instance]
#   spec: [COMP-7]
#   aliases: [ec2_instance_public_ip, ec2_confidential_workload_host_public_ip]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["EC2.9"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-7", "SC-7", "SC-7(3)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(20)",
#       "SC-7(21)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.instance_public_address

import data.facts.network as paths
import data.lib.finding
import data.lib.list

deny contains finding.new("public_ip", address, null) if {
	alive
	address := object.get(input.attributes, ["public_ip"], null)
	is_string(address)
}

# The other addresses of an instance stand on its interfaces.
deny contains finding.new(sprintf("network_interfaces[%s].public_ip", [interface.network_interface_id]), address, null) if {
	alive
	some interface in interfaces
	address := object.get(interface, ["public_ip"], null)
	is_string(address)
	address != object.get(input.attributes, ["public_ip"], null)
}

deny contains finding.new("associate_public_ip_address", true, false) if {
	alive
	object.get(input.attributes, ["associate_public_ip_address"], null) == true
	count(public_addresses) == 0
}

# Every IPv6 address is good worldwide, so the route decides.
deny contains finding.because("ipv6_addresses", addresses, [], reason) if {
	alive
	addresses := object.get(input.attributes, ["ipv6_addresses"], null)
	count(list.of(addresses)) > 0
	some subnet_id in subnet_ids
	some gateway_id in ipv6_gateways(subnet_id)
	reason := sprintf("subnet %v routes IPv6 to internet gateway %v", [subnet_id, gateway_id])
}

deny contains finding.unread("ipv6_addresses", message) if {
	alive
	count(list.of(object.get(input.attributes, ["ipv6_addresses"], null))) > 0
	some subnet_id in subnet_ids
	not paths.route_table_of[subnet_id]
	message := sprintf("no route table is known for subnet %v", [subnet_id])
}

alive if object.get(input.attributes, ["instance_state"], null) != "shutting-down"

interfaces := list.of(object.get(input.attributes, ["network_interfaces"], null))

public_addresses := {address |
	some address in array.concat(
		[object.get(input.attributes, ["public_ip"], null)],
		[object.get(interface, ["public_ip"], null) | some interface in interfaces],
	)
	is_string(address)
}

subnet_ids := {id |
	some id in array.concat(
		[object.get(input.attributes, ["subnet_id"], null)],
		[object.get(interface, ["subnet_id"], null) | some interface in interfaces],
	)
	is_string(id)
}

ipv6_gateways(subnet_id) := {gateway_id |
	table_id := paths.route_table_of[subnet_id]
	some route in list.of(object.get(data.snapshot, ["aws.ec2.route_table", table_id, "attributes", "route"], null))
	object.get(route, ["ipv6_cidr_block"], null) != null
	object.get(route, ["state"], null) != "blackhole"
	gateway_id := object.get(route, ["gateway_id"], null)
	is_string(gateway_id)
	startswith(gateway_id, "igw-")
}
