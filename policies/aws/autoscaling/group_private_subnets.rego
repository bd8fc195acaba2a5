# METADATA
# title: Auto scaling groups stay in private subnets
# description: >-
#   In a subnet that routes to an internet gateway, one public address, given by mistake, puts an
#   application server on the internet without the load balancer before it. In a private subnet the
#   same mistake leads nowhere.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-in-vpc.html
# custom:
#   id: aws-autoscaling-group-private-subnets
#   severity: high
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-2]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-7", "SC-7", "SC-7(3)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(20)",
#       "SC-7(21)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.autoscaling.group_private_subnets

import data.facts.network
import data.lib.finding
import data.lib.list

deny contains finding.because("vpc_zone_identifier", subnet_id, "a subnet without a route to an internet gateway", reason) if {
	demanded
	some subnet_id in subnet_ids
	subnet_id in network.public_subnets
	reason := sprintf("route table %v of subnet %v leads to an internet gateway", [network.route_table_of[subnet_id], subnet_id])
}

deny contains finding.unread("vpc_zone_identifier", message) if {
	demanded
	some subnet_id in subnet_ids
	not network.route_table_of[subnet_id]
	message := sprintf("no route table is known for subnet %v", [subnet_id])
}

deny contains finding.unread("vpc_zone_identifier", "the group names no subnets, so those of the default VPC count") if {
	demanded
	count(subnet_ids) == 0
}

demanded if {
	data.spec.autoscaling.private_subnets
	object.get(input.attributes, ["status"], null) == null
}

subnet_ids := {id |
	some id in list.of(object.get(input.attributes, ["vpc_zone_identifier"], null))
	id != ""
}
