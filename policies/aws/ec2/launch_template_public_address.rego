# METADATA
# title: Launch templates give no public addresses
# description: >-
#   A template that asks for a public address puts every machine it starts on the internet, past the
#   load balancer and its filters, as soon as somebody uses it in a subnet with a way out.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
# custom:
#   id: aws-ec2-launch-template-public-address
#   severity: high
#   kinds: [aws.ec2.launch_template]
#   spec: [COMP-7]
#   aliases: [ec2_launch_template_no_public_ip]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["EC2.25"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.launch_template_public_address

import data.lib.finding
import data.lib.list
import data.lib.machine

deny contains finding.new(sprintf("%s.network_interfaces[].associate_public_ip_address", [name]), true, false) if {
	some name, says in machine.versions(input.attributes)
	some interface in interfaces(says)
	object.get(interface, ["associate_public_ip_address"], null) == true
}

# Where the template says nothing, its subnet decides.
deny contains finding.because(sprintf("%s.network_interfaces[].subnet_id", [name]), subnet_id, null, reason) if {
	some name, says in machine.versions(input.attributes)
	some interface in interfaces(says)
	object.get(interface, ["associate_public_ip_address"], null) == null
	subnet_id := object.get(interface, ["subnet_id"], null)
	is_string(subnet_id)
	object.get(data.snapshot, ["aws.ec2.subnet", subnet_id, "attributes", "map_public_ip_on_launch"], null) == true
	reason := sprintf("subnet %v gives new interfaces a public address", [subnet_id])
}

deny contains finding.unread(sprintf("%s.network_interfaces[].subnet_id", [name]), message) if {
	some name, says in machine.versions(input.attributes)
	some interface in interfaces(says)
	object.get(interface, ["associate_public_ip_address"], null) == null
	subnet_id := object.get(interface, ["subnet_id"], null)
	is_string(subnet_id)
	not data.snapshot["aws.ec2.subnet"][subnet_id].id
	message := sprintf("subnet %v is not in the snapshot", [subnet_id])
}

# An interface that exists brings the addresses it has.
deny contains finding.because(sprintf("%s.network_interfaces[].network_interface_id", [name]), id, null, reason) if {
	some name, says in machine.versions(input.attributes)
	some interface in interfaces(says)
	id := object.get(interface, ["network_interface_id"], null)
	is_string(id)
	held := data.snapshot["aws.ec2.network_interface"][id]
	addresses := {address |
		some address in array.concat(
			list.of(object.get(held, ["attributes", "public_ip"], null)),
			list.of(object.get(held, ["attributes", "public_ips"], null)),
		)
	}
	count(addresses) > 0
	reason := sprintf("interface %v has the public address %v", [id, concat(", ", addresses)])
}

deny contains finding.unread(sprintf("%s.network_interfaces[].network_interface_id", [name]), message) if {
	some name, says in machine.versions(input.attributes)
	some interface in interfaces(says)
	id := object.get(interface, ["network_interface_id"], null)
	is_string(id)
	not data.snapshot["aws.ec2.network_interface"][id].id
	message := sprintf("interface %v is not in the snapshot", [id])
}

interfaces(says) := list.of(object.get(says, ["network_interfaces"], null))
