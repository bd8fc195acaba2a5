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
