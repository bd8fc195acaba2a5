# METADATA
# title: Interface endpoints of VPCs stand in several availability zones
# description: >-
#   An endpoint with one interface goes down with its zone, and the machines of all other zones then can't
#   reach the service any more either.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
# custom:
#   id: aws-ec2-vpc-endpoint-availability-zones
#   severity: low
#   kinds: [aws.ec2.vpc_endpoint]
#   aliases: [vpc_endpoint_multi_az_enabled]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.ec2.vpc_endpoint_availability_zones

import data.lib.finding
import data.lib.list
import data.lib.vpc

deny contains finding.because("subnet_ids", subnet_ids, wanted, reason) if {
	too_few
	count(unknown) == 0
	wanted := sprintf("subnets in %d zones", [data.spec.vpc.min_availability_zones])
	reason := sprintf("zones of the subnets: %v", [concat(", ", zones)])
}

deny contains finding.unread("subnet_ids", message) if {
	too_few
	some id in unknown
	message := sprintf("the zone of subnet %v is not known", [id])
}

too_few if {
	data.lib.vpc.own
	object.get(input.attributes, ["requester_managed"], null) != true
	object.get(input.attributes, ["vpc_endpoint_type"], null) == "Interface"
	not object.get(input.attributes, ["state"], null) in {"deleting", "deleted", "rejected", "failed", "expired"}
	count(zones) < data.spec.vpc.min_availability_zones
}

subnet_ids := list.of(object.get(input.attributes, ["subnet_ids"], null))

zones := vpc.zones(subnet_ids)

unknown := {id |
	some id in subnet_ids
	count(vpc.zones([id])) == 0
}
