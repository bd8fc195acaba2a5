# METADATA
# title: Hosts of Nitro Enclaves open only agreed ports to the internet
# description: >-
#   An enclave talks to the world through a proxy on its host. When the port of that proxy, or any other,
#   is open to all, an attacker speaks to the enclave directly or takes over the host that feeds it.
# related_resources:
#   - https://docs.aws.amazon.com/enclaves/latest/user/security.html
# custom:
#   id: aws-ec2-instance-enclave-open-ports
#   severity: high
#   kinds: [aws.ec2.instance]
#   aliases:
#     - ec2_confidential_workload_host_unrestricted_ingress
#     - ec2_confidential_workload_host_vsock_proxy_exposed
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.3.2", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.instance_enclave_open_ports

import data.lib.finding
import data.lib.list
import data.lib.network

deny contains finding.because("vpc_security_group_ids", group_id, null, reason) if {
	enclave_host
	some group_id in group_ids
	some rule in rules(group_id)
	some cidr in sources(rule)
	network.world(cidr)
	not agreed(rule)
	reason := sprintf("security group %v opens %v %v-%v to %v", [
		group_id, rule.ip_protocol, object.get(rule, ["from_port"], null), object.get(rule, ["to_port"], null), cidr,
	])
}

deny contains finding.unread("vpc_security_group_ids", message) if {
	enclave_host
	some group_id in group_ids
	not data.snapshot["aws.ec2.security_group"][group_id].id
	message := sprintf("security group %v is not in the snapshot", [group_id])
}

deny contains finding.unread("vpc_security_group_ids", message) if {
	enclave_host
	some group_id in group_ids
	some rule in rules(group_id)
	list_id := object.get(rule, ["prefix_list_id"], null)
	is_string(list_id)
	not data.snapshot["aws.ec2.managed_prefix_list"][list_id].id
	message := sprintf("prefix list %v of security group %v is not in the snapshot", [list_id, group_id])
}

enclave_host if {
	object.get(input.attributes, ["enclave_options", "enabled"], null) == true
	object.get(input.attributes, ["instance_state"], null) != "shutting-down"
}

# The groups of all interfaces, not only of the first.
group_ids := {id | some id in list.of(object.get(input.attributes, ["vpc_security_group_ids"], null))} | {id |
	some interface in list.of(object.get(input.attributes, ["network_interfaces"], null))
	some id in list.of(object.get(interface, ["security_groups"], null))
}

rules(group_id) := list.of(object.get(data.snapshot, ["aws.ec2.security_group", group_id, "attributes", "ingress"], null))

sources(rule) := array.concat(
	[object.get(rule, ["cidr_ipv4"], null), object.get(rule, ["cidr_ipv6"], null)],
	[object.get(entry, ["cidr"], null) |
		list_id := object.get(rule, ["prefix_list_id"], null)
		some entry in list.of(object.get(data.snapshot, ["aws.ec2.managed_prefix_list", list_id, "attributes", "entry"], null))
	],
)

# One port each; a range that holds others is not agreed.
agreed(rule) if {
	lower(sprintf("%v", [object.get(rule, ["ip_protocol"], null)])) in {"tcp", "6"}
	from_port := object.get(rule, ["from_port"], null)
	to_port := object.get(rule, ["to_port"], null)
	is_number(from_port)
	from_port == to_port
	from_port in data.spec.ec2.enclave_public_ports
}
