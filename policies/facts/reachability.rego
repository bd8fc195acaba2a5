# What the internet reaches: public address, route, network ACL and security group together.
package facts.reachability

import data.lib.list
import data.lib.network
import data.lib.reachability

# The ways from the internet to each network interface, as {protocol, from_port, to_port, source,
# family, path}.
exposures[interface_id] contains exposure if {
	some interface_id, addresses in public_interfaces
	interface := data.snapshot["aws.ec2.network_interface"][interface_id]
	group_ids := list.of(object.get(interface, ["attributes", "security_groups"], null))
	some way in reachability.ways(object.get(interface, ["attributes", "subnet_id"], null), group_ids)
	count(addresses[way.family]) > 0
	exposure := object.union(way, {"path": sprintf("%v -> interface %v (%v)", [
		way.path, interface_id, concat(", ", addresses[way.family]),
	])})
}

# What is missing to tell all ways to an interface.
unresolved[interface_id] contains message if {
	some interface_id, _ in public_interfaces
	interface := data.snapshot["aws.ec2.network_interface"][interface_id]
	group_ids := list.of(object.get(interface, ["attributes", "security_groups"], null))
	subnet_id := object.get(interface, ["attributes", "subnet_id"], null)
	some message in reachability.unresolved([subnet_id], group_ids)
}

# Interfaces with public addresses, by family. One that is attached to nothing answers nobody, and a
# NAT gateway takes no connections from outside.
public_interfaces[interface_id] := addresses if {
	some interface_id, interface in data.snapshot["aws.ec2.network_interface"]
	object.get(interface, ["attributes", "status"], null) != "available"
	object.get(interface, ["attributes", "interface_type"], null) != "nat_gateway"
	addresses := {"ipv4": public_ipv4(interface), "ipv6": global_ipv6(interface)}
	count(addresses.ipv4) + count(addresses.ipv6) > 0
}

public_ipv4(interface) := {address |
	some address in array.concat(
		list.of(object.get(interface, ["attributes", "public_ips"], null)),
		list.of(object.get(interface, ["attributes", "public_ip"], null)),
	)
	is_string(address)
}

global_ipv6(interface) := {address |
	some address in list.of(object.get(interface, ["attributes", "ipv6_addresses"], null))
	is_string(address)
	not network.local_ipv6(concat("", [address, "/128"]))
}

instance_exposures[instance_id] contains exposure if {
	some interface_id, found in exposures
	instance_id := instance_of(interface_id)
	some exposure in found
}

instance_unresolved[instance_id] contains message if {
	some interface_id, messages in unresolved
	instance_id := instance_of(interface_id)
	some message in messages
}

# Public addresses of each instance, of all its interfaces.
instance_addresses[instance_id] contains address if {
	some interface_id, addresses in public_interfaces
	instance_id := instance_of(interface_id)
	some family in ["ipv4", "ipv6"]
	some address in addresses[family]
}

instance_of(interface_id) := id if {
	id := object.get(data.snapshot["aws.ec2.network_interface"][interface_id], ["attributes", "attachment", "instance"], null)
	is_string(id)
}
