# METADATA
# title: Auto scaling groups keep enough instances while others are replaced
# description: >-
#   A new version of the application, or a fix, means new machines. When a group may end too many of the
#   old ones at once, every rollout is an outage, and a bad version is everywhere before it shows.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html
# custom:
#   id: aws-autoscaling-group-instance-refresh
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-6]
#   remediation: approval
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-3"], soc2: ["CC8.1"]}
package aws.autoscaling.group_instance_refresh

import data.lib.finding

deny contains finding.new("instance_refresh.strategy", strategy, "Rolling") if {
	judged
	is_object(refresh)
	strategy := object.get(refresh, ["strategy"], null)
	strategy != "Rolling"
}

deny contains finding.new("instance_refresh.preferences.min_healthy_percentage", refresh_percent, at_least) if {
	judged
	set_percent(refresh_percent)
	refresh_percent < wanted
}

deny contains finding.new("instance_maintenance_policy.min_healthy_percentage", policy_percent, at_least) if {
	judged
	set_percent(policy_percent)
	policy_percent < wanted
}

# What a refresh in Terraform says can be seen only once one was made.
deny contains finding.unread("instance_refresh", "no instance refresh was made lately, and no instance maintenance policy says how instances are replaced") if {
	judged
	data.spec.autoscaling.instance_refresh.required
	not is_object(refresh)
	not set_percent(policy_percent)
}

judged if object.get(input.attributes, ["status"], null) == null

wanted := data.spec.autoscaling.instance_refresh.min_healthy_percent

at_least := sprintf("at least %v", [wanted])

refresh := object.get(input.attributes, ["instance_refresh"], null)

refresh_percent := object.get(input.attributes, ["instance_refresh", "preferences", "min_healthy_percentage"], null)

policy_percent := object.get(input.attributes, ["instance_maintenance_policy", "min_healthy_percentage"], null)

# -1 stands for a policy that was taken away. A refresh that says nothing keeps 90 percent.
set_percent(percent) if {
	is_number(percent)
	percent >= 0
}
