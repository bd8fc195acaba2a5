# METADATA
# title: Network ACLs do not open every port to the internet
# description: >-
#   A network ACL is the second lock of a subnet: it still holds when somebody opens a security group too
#   far. One that lets everybody in on every port, like the default one of each VPC, locks nothing.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   id: aws-ec2-network-acl-open-ports
#   severity: medium
#   kinds: [aws.ec2.network_acl]
#   aliases: [ec2_networkacl_allow_ingress_any_port]
#   remediation: manual
#   certain: true
#   frameworks:
#     aws-fsbp: ["EC2.21"]
#     cis-aws-foundations: ["6.2"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "AC-4(21)", "CM-2", "CM-2(2)", "CM-6", "CM-7", "SC-7", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(21)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.network_acl_open_ports

import data.lib.acl
import data.lib.finding
import data.lib.list
import data.lib.network_rule

deny contains finding.new("ingress[]", acl.summary(rule), "only the ports that the subnets need") if {
	data.spec.network.allow_open_acls == false
	data.lib.acl.is_used
	some rule in rules
	rule.allows
	rule.protocol in {"-1", "tcp", "udp"}
	rule.from_port <= 1
	rule.to_port == 65535
	not acl.shadowed(rule, rules)
}

rules := network_rule.wide_rules(list.of(object.get(input.attributes, ["ingress"], null)))
