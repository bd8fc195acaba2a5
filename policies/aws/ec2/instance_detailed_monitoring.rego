# METADATA
# title: Instances are monitored every minute
# description: >-
#   Basic monitoring tells what a machine did five minutes ago. A group that scales on it adds machines
#   when the rush is over, and an alarm wakes somebody when the site has been down for a while.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
# custom:
#   id: aws-ec2-instance-detailed-monitoring
#   severity: low
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_detailed_monitoring_enabled]
#   remediation: approval
#   frameworks: {hipaa: ["164.308(a)(6)(ii)"], iso27001-2022: ["A.8.6", "A.8.16"], nist-800-53-r5: ["CA-7", "SI-4"], soc2: ["A1.1", "CC7.2"]}
package aws.ec2.instance_detailed_monitoring

import data.lib.finding

deny contains finding.new("monitoring", monitored, true) if {
	object.get(input.attributes, ["instance_state"], null) != "shutting-down"
	monitored := object.get(input.attributes, ["monitoring"], null)
	monitored != true
}
