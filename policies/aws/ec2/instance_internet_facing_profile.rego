# METADATA
# title: EC2 instances that the internet reaches have no instance profile
# description: >-
#   Whoever breaks into a machine with an instance profile, or only tricks its software into asking the
#   metadata service, gets keys of the account. On a machine that strangers can talk to, that is one
#   flaw away. Put a load balancer before it.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html
# custom:
#   id: aws-ec2-instance-internet-facing-profile
#   severity: high
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_internet_facing_with_instance_profile]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2", "A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "AC-6(10)", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2", "7.2.1", "7.2.2"]
#     soc2: ["CC6.3", "CC6.6"]
package aws.ec2.instance_internet_facing_profile

import data.lib.finding

deny contains finding.because("iam_instance_profile", profile, null, exposure.path) if {
	is_string(profile)
	data.lib.instance.is_there
	some exposure in data.facts.reachability.instance_exposures[input.id]
}

deny contains finding.unread("network_interfaces", message) if {
	is_string(profile)
	data.lib.instance.is_there
	some message in data.lib.instance.unresolved
}

profile := object.get(input.attributes, ["iam_instance_profile"], null)
