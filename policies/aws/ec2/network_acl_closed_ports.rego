# METADATA
# title: Network ACLs keep remote login closed to the internet
# description: >-
#   Scanners try remote login all day long. While the network ACL keeps it out, a security group that is
#   opened by mistake does not yet lead strangers to a login prompt in any of its subnets.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
# custom:
#   id: aws-ec2-network-acl-closed-ports
#   severity: medium
#   kinds: [aws.ec2.network_acl]
#   aliases: [ec2_networkacl_allow_ingress_tcp_port_22, ec2_networkacl_allow_ingress_tcp_port_3389]
#   remediation: manual
#   certain: true
package aws.ec2.network_acl_closed_ports

import data.facts.network
import data.lib.acl
import data.lib.finding
import data.lib.list
import data.lib.reachability
import data.lib.security_group

deny contains finding.because("ingress[]", acl.passed(stretch, entry.protocol), "closed to the internet", reason) if {
	data.lib.acl.is_used
	some entry in data.spec.network.acl_closed_ports
	some family, cidr in {"ipv4": "0.0.0.0/0", "ipv6": "::/0"}
	wanted := {"family": family, "cidr": cidr, "from_port": entry.from_port, "to_port": entry.to_port}
	some stretch in reachability.passing(rules, entry.protocol, wanted)
	reason := sprintf("the rules let %v through, taken in their order", [security_group.named(entry)])
}

rules := network.wide_rules(list.of(object.get(input.attributes, ["ingress"], null)))
