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
#   frameworks:
#     aws-fsbp: ["EC2.23"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.20", "A.8.21", "A.8.22", "A.8.24"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)", "SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "4.2.1"]
#     soc2: ["CC6.6", "CC6.7"]
package aws.ec2.transit_gateway_auto_accept

import data.lib.finding

deny contains finding.new("auto_accept_shared_attachments", value, "disable") if {
	data.lib.vpc.own
	not object.get(input.attributes, ["state"], null) in {"deleting", "deleted"}
	value := object.get(input.attributes, ["auto_accept_shared_attachments"], null)
	value != "disable"
}
