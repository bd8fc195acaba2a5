# METADATA
# title: Stopped instances are started or removed in time
# description: >-
#   A machine that stays off gets no updates, and its disks go on holding data and cost money. When it
#   is started at last, it comes up with holes that were closed everywhere else long ago.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html
# custom:
#   id: aws-ec2-instance-stopped
#   severity: low
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_stopped_older_than_specific_days]
#   remediation: manual
#   frameworks: {aws-fsbp: ["EC2.4"], iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.ec2.instance_stopped

import data.lib.finding
import data.lib.time

deny contains finding.new("stopped_since", stopped_since, sprintf("at most %v days ago", [limit])) if {
	stopped
	time.is_moment(stopped_since)
	time.days_since(stopped_since) > limit
}

# What was started lately can't have been stopped for long.
deny contains finding.unread("stopped_since", "it is not told since when the instance is stopped") if {
	stopped
	not time.is_moment(stopped_since)
	not started_lately
}

limit := data.spec.ec2.max_stopped_days

stopped if object.get(input.attributes, ["instance_state"], null) == "stopped"

stopped_since := object.get(input.attributes, ["stopped_since"], null)

launch_time := object.get(input.attributes, ["launch_time"], null)

started_lately if {
	time.is_moment(launch_time)
	time.days_since(launch_time) <= limit
}
