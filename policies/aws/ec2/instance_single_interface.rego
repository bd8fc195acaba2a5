# METADATA
# title: Instances have no more network interfaces than agreed
# description: >-
#   A machine with a foot in two networks is a bridge between them: whoever gets onto it walks from the
#   one to the other past route tables and network ACLs.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html
# custom:
#   id: aws-ec2-instance-single-interface
#   severity: low
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_uses_single_eni]
#   remediation: manual
#   frameworks: {aws-fsbp: ["EC2.17"], iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2", "CM-6"], pci-dss-4.0: ["2.2.1"], soc2: ["CC6.1"]}
package aws.ec2.instance_single_interface

import data.lib.finding
import data.lib.list

deny contains finding.new("network_interfaces", counted, sprintf("at most %v", [limit])) if {
	object.get(input.attributes, ["instance_state"], null) != "shutting-down"
	count(counted) > limit
}

limit := data.spec.ec2.max_network_interfaces

counted := [id |
	some interface in list.of(object.get(input.attributes, ["network_interfaces"], null))
	id := object.get(interface, ["network_interface_id"], null)
	not for_pods(id)
]

# Kubernetes adds interfaces for its pods and marks them.
for_pods(id) if {
	some name in data.spec.ec2.ignored_interface_tags
	tags := object.get(data.snapshot, ["aws.ec2.network_interface", id, "attributes", "tags"], null)
	is_object(tags)
	object.get(tags, [name], null) != null
}
