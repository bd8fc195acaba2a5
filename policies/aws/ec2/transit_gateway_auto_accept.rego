# METADATA
# title: Transit gateways do not accept attachments of other accounts unseen
# description: >-
#   A gateway that is shared and accepts everything lets any account that it is shared with plug a VPC of
#   its own into the middle of the network, and nobody has to agree.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
# custom:
#   id: aws-ec2-transit-gateway-auto-accept
#   severity: high
#   kinds: [aws.ec2.transit_gateway]
#   aliases: [ec2_transitgateway_auto_accept_vpc_attachments]
#   remediation: guarded
package aws.ec2.transit_gateway_auto_accept

import data.lib.finding

deny contains finding.new("auto_accept_shared_attachments", value, "disable") if {
	data.lib.vpc.own
	not object.get(input.attributes, ["state"], null) in {"deleting", "deleted"}
	value := object.get(input.attributes, ["auto_accept_shared_attachments"], null)
	value != "disable"
}
