# METADATA
# title: VPCs have the agreed address ranges
# description: >-
#   Routes, firewalls and partners rely on a plan of addresses. A VPC out of plan can overlap with a network
#   that it has to talk to one day, and rules that were written for the planned range don't hold there.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
# custom:
#   id: aws-ec2-vpc-cidr-blocks
#   severity: low
#   kinds: [aws.ec2.vpc]
#   spec: [NET-1]
#   remediation: manual
package aws.ec2.vpc_cidr_blocks

import data.lib.finding
import data.lib.list

deny contains finding.new("cidr_blocks", block, data.spec.vpc.cidr_blocks) if {
	is_array(data.spec.vpc.cidr_blocks)
	data.lib.vpc.own
	object.get(input.attributes, ["is_default"], null) != true
	some block in blocks
	not block in data.spec.vpc.cidr_blocks
}

blocks := {block |
	some block in array.concat(
		list.of(object.get(input.attributes, ["cidr_blocks"], null)),
		[object.get(input.attributes, ["cidr_block"], null)],
	)
}
