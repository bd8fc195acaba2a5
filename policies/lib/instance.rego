# What policies on EC2 instances ask of the judged one.
package lib.instance

import data.lib.list

# A stopped instance comes back with its interfaces; one that is shut down for good does not.
is_there if not object.get(input.attributes, ["instance_state"], null) in {"shutting-down", "terminated"}

public_ip := object.get(input.attributes, ["public_ip"], null)

# What is missing to tell all ways from the internet to the instance.
unresolved contains message if some message in data.facts.reachability.instance_unresolved[input.id]

unresolved contains sprintf("network interface %v is not in the snapshot", [id]) if {
	some interface in list.of(object.get(input.attributes, ["network_interfaces"], null))
	id := object.get(interface, ["network_interface_id"], null)
	is_string(id)
	not data.snapshot["aws.ec2.network_interface"][id].id
}
