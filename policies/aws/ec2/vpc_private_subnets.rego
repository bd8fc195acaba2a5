# METADATA
# title: VPCs with public subnets have private ones, too
# description: >-
#   Where every subnet routes to an internet gateway, databases and workers stand in the same row as the
#   front door, and one public address or one open rule exposes them.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
# custom:
#   id: aws-ec2-vpc-private-subnets
#   severity: medium
#   kinds: [aws.ec2.vpc]
#   spec: [NET-2]
#   aliases: [vpc_subnet_separate_private_public]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.vpc_private_subnets

import data.lib.finding

deny contains finding.because("cidr_blocks", "public subnets only", "private subnets as well", reason) if {
	applies
	count(public) > 0
	data.lib.vpc.subnet_ids == public
	reason := sprintf("subnets with a route to an internet gateway: %v", [concat(", ", public)])
}

# One private subnet settles the matter.
deny contains finding.unread("cidr_blocks", message) if {
	applies
	count(data.lib.vpc.subnet_ids - (public | unknown)) == 0
	some subnet_id in unknown
	message := sprintf("no route table is known for subnet %v", [subnet_id])
}

applies if {
	data.spec.vpc.separate_subnets
	data.lib.vpc.judged
}

public := data.lib.vpc.subnet_ids & data.facts.network.public_subnets

unknown := {id | some id in data.lib.vpc.subnet_ids; not data.facts.network.route_tables_of[id]}
