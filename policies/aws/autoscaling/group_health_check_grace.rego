# METADATA
# title: Auto scaling groups give new instances time before health checks
# description: >-
#   With too little time a group ends machines that are still starting, and starts others, for ever. With
#   far too much, broken ones stay, for no check counts until the time is over.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html
# custom:
#   id: aws-autoscaling-group-health-check-grace
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-4]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.autoscaling.group_health_check_grace

import data.lib.finding

deny contains finding.new("health_check_grace_period", grace, sprintf("%v to %v seconds", [shortest, longest])) if {
	object.get(input.attributes, ["status"], null) == null
	checked
	not within
}

shortest := data.spec.autoscaling.min_health_check_grace_seconds

longest := data.spec.autoscaling.max_health_check_grace_seconds

grace := object.get(input.attributes, ["health_check_grace_period"], null)

# Checks of EC2 alone take the time to boot into account themselves.
checked if data.spec.autoscaling.elb_health_check == "always"

checked if {
	health_check_type := object.get(input.attributes, ["health_check_type"], null)
	is_string(health_check_type)
	regex.match(`(ELB|VPC_LATTICE)`, health_check_type)
}

within if {
	is_number(grace)
	grace >= shortest
	grace <= longest
}
