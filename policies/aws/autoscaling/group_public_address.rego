# METADATA
# title: Auto scaling groups start instances without public addresses
# description: >-
#   What counts is template and subnet together: a template that says nothing in a subnet that hands out
#   addresses puts each new machine on the internet, past the load balancer.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-in-vpc.html
# custom:
#   id: aws-autoscaling-group-public-address
#   severity: high
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-7]
#   aliases: [autoscaling_group_launch_configuration_no_public_ip]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["AutoScaling.5"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.autoscaling.group_public_address

import data.facts.scaling
import data.lib.finding
import data.lib.list

deny contains finding.because("launch_template.version", launch.version, "a version without public addresses", reason) if {
	alive
	some launch in scaling.launches_of_group[input.id]
	true in asked(launch.says)
	reason := sprintf("version %v of launch template %v asks for a public address", [launch.version, launch.template])
}

deny contains finding.because("launch_configuration", configuration, "one without public addresses", reason) if {
	alive
	configuration_asks == true
	reason := sprintf("launch configuration %v asks for a public address", [configuration])
}

deny contains finding.because("vpc_zone_identifier", subnet_id, "a subnet that gives no public addresses", reason) if {
	alive
	left_to_the_subnet
	some subnet_id in subnet_ids
	object.get(data.snapshot, ["aws.ec2.subnet", subnet_id, "attributes", "map_public_ip_on_launch"], null) == true
	reason := sprintf("what is launched leaves it to subnet %v, which gives public addresses", [subnet_id])
}

deny contains finding.unread("vpc_zone_identifier", message) if {
	alive
	left_to_the_subnet
	some subnet_id in subnet_ids
	not data.snapshot["aws.ec2.subnet"][subnet_id].id
	message := sprintf("subnet %v is not in the snapshot", [subnet_id])
}

deny contains finding.unread("vpc_zone_identifier", "the group names no subnets, so those of the default VPC count") if {
	alive
	left_to_the_subnet
	count(subnet_ids) == 0
}

deny contains finding.unread("launch_template.version", message) if {
	alive
	some message in scaling.unresolved_launches[input.id]
}

deny contains finding.unread("launch_configuration", message) if {
	alive
	is_string(configuration)
	not data.snapshot["aws.autoscaling.launch_configuration"][configuration].id
	message := sprintf("launch configuration %v is not in the snapshot", [configuration])
}

alive if object.get(input.attributes, ["status"], null) == null

configuration := object.get(input.attributes, ["launch_configuration"], null)

configuration_asks := object.get(
	data.snapshot,
	["aws.autoscaling.launch_configuration", configuration, "attributes", "associate_public_ip_address"],
	null,
)

# What the interfaces of a template version ask for: true, false, or null for nothing.
asked(says) := {object.get(interface, ["associate_public_ip_address"], null) |
	some interface in list.of(object.get(says, ["network_interfaces"], null))
}

left_to_the_subnet if {
	some launch in scaling.launches_of_group[input.id]
	asked(launch.says) in [set(), {null}, {null, false}]
}

left_to_the_subnet if {
	is_string(configuration)
	configuration_asks == null
}

subnet_ids := {id |
	some id in list.of(object.get(input.attributes, ["vpc_zone_identifier"], null))
	id != ""
}
