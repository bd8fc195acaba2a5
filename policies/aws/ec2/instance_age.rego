# METADATA
# title: Running instances are restarted or replaced in time
# description: >-
#   A machine that has run for half a year carries a kernel from then, with every hole that was found
#   since, and changes by hand that nobody wrote down: it can't be built again when it dies.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
# custom:
#   id: aws-ec2-instance-age
#   severity: medium
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_older_than_specific_days]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)"]
#     iso27001-2022: ["A.5.9"]
#     nist-800-53-r5: ["CM-2", "CM-2(2)", "CM-8"]
#     pci-dss-4.0: ["12.5.1"]
#     soc2: ["CC7.1"]
package aws.ec2.instance_age

import data.lib.finding
import data.lib.time

deny contains finding.new("launch_time", launch_time, sprintf("at most %v days ago", [limit])) if {
	running
	time.is_moment(launch_time)
	time.days_since(launch_time) > limit
}

deny contains finding.unread("launch_time", "it is not told when the instance was started") if {
	running
	not time.is_moment(launch_time)
}

running if {
	limit != null
	object.get(input.attributes, ["instance_state"], null) == "running"
}

limit := data.spec.ec2.max_instance_age_days

launch_time := object.get(input.attributes, ["launch_time"], null)
