# METADATA
# title: Auto scaling groups have the agreed size
# description: >-
#   A group that may shrink too far has no machine left when one fails; one that may not grow falls over
#   in the rush, and one without a sensible limit turns an attack, or a loop, into a bill.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html
# custom:
#   id: aws-autoscaling-group-size
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-2]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.6", "A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-5(2)", "SC-36", "SI-13(5)"]
#     soc2: ["A1.1", "A1.2"]
package aws.autoscaling.group_size

import data.lib.finding

deny contains finding.new("min_size", min_size, sprintf("at least %v", [bound])) if {
	alive
	bound := data.spec.autoscaling.min_size.at_least
	bound != null
	not at_least(min_size, bound)
}

deny contains finding.new("min_size", min_size, sprintf("at most %v", [bound])) if {
	alive
	bound := data.spec.autoscaling.min_size.at_most
	bound != null
	not at_most(min_size, bound)
}

deny contains finding.new("max_size", max_size, sprintf("at least %v", [bound])) if {
	alive
	bound := data.spec.autoscaling.max_size.at_least
	bound != null
	not at_least(max_size, bound)
}

deny contains finding.new("max_size", max_size, sprintf("at most %v", [bound])) if {
	alive
	bound := data.spec.autoscaling.max_size.at_most
	bound != null
	not at_most(max_size, bound)
}

# A group with a status is being deleted.
alive if object.get(input.attributes, ["status"], null) == null

min_size := object.get(input.attributes, ["min_size"], null)

max_size := object.get(input.attributes, ["max_size"], null)

at_least(size, bound) if {
	is_number(size)
	size >= bound
}

at_most(size, bound) if {
	is_number(size)
	size <= bound
}
