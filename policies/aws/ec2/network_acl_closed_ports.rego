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
#   frameworks:
#     aws-fsbp: ["EC2.21"]
#     cis-aws-foundations: ["6.2"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.2.8", "1.3.1", "1.3.2", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.network_acl_closed_ports

import data.lib.acl
import data.lib.finding
import data.lib.list
import data.lib.network_rule
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

rules := network_rule.wide_rules(list.of(object.get(input.attributes, ["ingress"], null)))
