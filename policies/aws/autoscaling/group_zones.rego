# METADATA
# title: Auto scaling groups span several availability zones
# description: >-
#   A zone is a group of data centers that fails as one: power, flood, a wrong change of the network. A
#   group that lives in one zone goes down with it and can't start machines anywhere else.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html
# custom:
#   id: aws-autoscaling-group-zones
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-2]
#   aliases: [autoscaling_group_multiple_az]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["AutoScaling.2"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.autoscaling.group_zones

import data.lib.finding
import data.lib.list

deny contains finding.new("availability_zones", zones, sprintf("at least %v zones", [data.spec.autoscaling.min_zones])) if {
	object.get(input.attributes, ["status"], null) == null
	zones := object.get(input.attributes, ["availability_zones"], null)
	count({zone | some zone in list.of(zones)}) < data.spec.autoscaling.min_zones
}
