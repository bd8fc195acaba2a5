# METADATA
# title: Launch configurations give no public addresses
# description: >-
#   A configuration that asks for public addresses puts every machine it starts on the internet, past
#   the load balancer and its filters, as soon as a group uses it in a subnet with a way out.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-in-vpc.html
# custom:
#   id: aws-autoscaling-launch-configuration-public-address
#   severity: high
#   kinds: [aws.autoscaling.launch_configuration]
#   aliases: [autoscaling_group_launch_configuration_no_public_ip]
#   remediation: manual
#   certain: true
#   frameworks:
#     aws-fsbp: ["AutoScaling.5"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.autoscaling.launch_configuration_public_address

import data.lib.finding

deny contains finding.new("associate_public_ip_address", true, false) if {
	object.get(input.attributes, ["associate_public_ip_address"], null) == true
}
