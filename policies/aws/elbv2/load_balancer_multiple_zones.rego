# METADATA
# title: Load balancers stand in several availability zones
# description: >-
#   A zone loses power or network as a whole. A load balancer in one zone goes down with it, and
#   with it everything behind it, however healthy the targets in other zones are.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
# custom:
#   id: aws-elbv2-load-balancer-multiple-zones
#   severity: medium
#   kinds: [aws.elbv2.load_balancer]
#   spec: [LB-2]
#   aliases: [elbv2_is_in_multiple_az]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ELB.13"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elbv2.load_balancer_multiple_zones

import data.lib.finding
import data.lib.list

deny contains finding.new("availability_zones", sort(zones), sprintf("%v zones or more", [data.spec.elb.min_zones])) if {
	count(zones) < data.spec.elb.min_zones
}

# Zones, not subnets.
zones := {zone |
	some place in list.of(object.get(input.attributes, ["availability_zones"], null))
	zone := object.get(place, ["zone_name"], null)
	is_string(zone)
}
