# METADATA
# title: Auto scaling groups use the health checks of their load balancer
# description: >-
#   EC2 only notices machines that are down. One whose application hangs counts as healthy, gets no
#   requests from the load balancer, and is never replaced: the group shrinks without anybody noticing.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html
# custom:
#   id: aws-autoscaling-group-load-balancer-health-check
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-4]
#   aliases: [autoscaling_group_elb_health_check_enabled]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["AutoScaling.1"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.autoscaling.group_load_balancer_health_check

import data.lib.finding
import data.lib.list

deny contains finding.new("health_check_type", health_check_type, "ELB") if {
	demanded
	not "ELB" in checks
}

# The health check of a load balancer that the group is not behind checks nothing.
deny contains finding.new("traffic_source", [], "a load balancer") if {
	alive
	data.spec.autoscaling.elb_health_check == "always"
	count(load_balancers) == 0
}

alive if object.get(input.attributes, ["status"], null) == null

demanded if {
	alive
	data.spec.autoscaling.elb_health_check == "always"
}

demanded if {
	alive
	data.spec.autoscaling.elb_health_check == "load_balanced"
	count(load_balancers) > 0
}

health_check_type := object.get(input.attributes, ["health_check_type"], null)

# Several are written one after the other: EBS,ELB.
checks := {trim_space(check) |
	is_string(health_check_type)
	some check in split(health_check_type, ",")
}

load_balancers := {source |
	some source in array.concat(
		array.concat(
			list.of(object.get(input.attributes, ["target_group_arns"], null)),
			list.of(object.get(input.attributes, ["load_balancers"], null)),
		),
		list.of(object.get(input.attributes, ["traffic_source"], null)),
	)
	not regex.match(`^arn:[^:]*:vpc-lattice:`, source)
}
