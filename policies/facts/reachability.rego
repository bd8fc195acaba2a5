# What the internet reaches: public address, route, network ACL and security group together.
package facts.reachability

import data.lib.list
import data.lib.network
import data.lib.reachability

# The ways from the internet to each network interface, as {protocol, from_port, to_port, source,
# family, path}.
exposures[interface_id] contains exposure if {
	some interface_id, addresses in public_interfaces
	some pair in pairs_of(interface_id)
	some way in ways_of_pair[pair]
	count(addresses[way.family]) > 0
	exposure := object.union(way, {"path": sprintf("%v -> interface %v (%v)", [
		way.path, interface_id, concat(", ", addresses[way.family]),
	])})
}

# What is missing to tell all ways to an interface.
unresolved[interface_id] contains message if {
	some interface_id, _ in public_interfaces
	some pair in pairs_of(interface_id)
	some message in unresolved_of_pair[pair]
}

# Many interfaces lie in the same subnet with the same security group: each pair is followed once.
ways_of_pair := {pair: reachability.ways(pair[0], [pair[1]]) | some pair in pairs}

unresolved_of_pair := {pair: reachability.unresolved([pair[0]], [pair[1]]) | some pair in pairs}

pairs := {pair |
	some interface_id, _ in public_interfaces
	some pair in pairs_of(interface_id)
}

pairs_of(interface_id) := {[object.get(interface, "subnet_id", null), group_id] |
	interface := data.snapshot["aws.ec2.network_interface"][interface_id].attributes
	some group_id in list.of(object.get(interface, "security_groups", null))
}

# Interfaces with public addresses, by family. One that is attached to nothing answers nobody, and a
# NAT gateway takes no connections from outside.
public_interfaces := {interface_id: addresses |
	some interface_id in with_addresses
	interface := data.snapshot["aws.ec2.network_interface"][interface_id]
	object.get(interface, ["attributes", "status"], null) != "available"
	object.get(interface, ["attributes", "interface_type"], null) != "nat_gateway"
	addresses := {"ipv4": public_ipv4(interface), "ipv6": global_ipv6(interface)}
	count(addresses.ipv4) + count(addresses.ipv6) > 0
}

# Most interfaces have none, so they are sorted out first.
with_addresses contains id if {
	some id, interface in data.snapshot["aws.ec2.network_interface"]
	is_string(interface.attributes.public_ip)
}

with_addresses contains id if {
	some id, interface in data.snapshot["aws.ec2.network_interface"]
	is_string(interface.attributes.public_ips[0])
}

with_addresses contains id if {
	some id, interface in data.snapshot["aws.ec2.network_interface"]
	is_string(interface.attributes.ipv6_addresses[0])
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
