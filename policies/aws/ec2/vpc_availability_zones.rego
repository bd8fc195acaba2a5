# METADATA
# title: Subnets of a VPC spread over several availability zones
# description: >-
#   An availability zone fails as a whole now and then. What has subnets in one zone only goes down with it
#   and can't be started elsewhere before new subnets, routes and gateways were made.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
# custom:
#   id: aws-ec2-vpc-availability-zones
#   severity: medium
#   kinds: [aws.ec2.vpc]
#   spec: [NET-2]
#   aliases: [vpc_subnet_different_az]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.ec2.vpc_availability_zones

import data.lib.finding
import data.lib.vpc

deny contains finding.because("cidr_blocks", zones, wanted, reason) if {
	data.lib.vpc.judged
	count(data.lib.vpc.subnet_ids) > 0
	zones := vpc.zones(data.lib.vpc.subnet_ids)
	count(zones) < data.spec.vpc.min_availability_zones
	wanted := sprintf("subnets in %d zones", [data.spec.vpc.min_availability_zones])
	reason := sprintf("subnets: %v", [concat(", ", data.lib.vpc.subnet_ids)])
}
