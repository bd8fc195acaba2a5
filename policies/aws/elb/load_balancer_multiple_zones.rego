# METADATA
# title: Classic Load Balancers stand in several availability zones
# description: >-
#   A zone loses power or network as a whole. A load balancer in one zone goes down with it, and
#   with it everything behind it, however healthy the instances in other zones are.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-az.html
# custom:
#   id: aws-elb-load-balancer-multiple-zones
#   severity: medium
#   kinds: [aws.elb.load_balancer]
#   spec: [LB-2]
#   aliases: [elb_is_in_multiple_az]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ELB.10"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elb.load_balancer_multiple_zones

import data.lib.finding
import data.lib.list

deny contains finding.new("availability_zones", sort(zones), sprintf("%v zones or more", [data.spec.elb.min_zones])) if {
	zones := {zone | some zone in list.of(object.get(input.attributes, ["availability_zones"], null))}
	count(zones) < data.spec.elb.min_zones
}
