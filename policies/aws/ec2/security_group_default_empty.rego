# METADATA
# title: Default security groups have no rules
# description: >-
#   What is launched without a security group gets the default one of its VPC, whose first rules let all
#   its members talk to each other and to everywhere. An instance that somebody started in a hurry is
#   then open to every other one.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# custom:
#   id: aws-ec2-security-group-default-empty
#   severity: high
#   kinds: [aws.ec2.security_group]
#   spec: [NET-5]
#   aliases: [ec2_securitygroup_default_restrict_traffic]
#   remediation: approval
#   certain: true
#   frameworks:
#     aws-fsbp: ["EC2.2"]
#     cis-aws-foundations: ["6.5"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "AC-4(21)", "CM-6", "CM-7", "SC-7", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(21)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.security_group_default_empty

import data.lib.finding
import data.lib.list
import data.lib.network_rule
import data.lib.security_group

deny contains finding.new(security_group.path(direction, rule), security_group.summary(rule, sources), null) if {
	# AWS keeps this name for the default group of each VPC.
	object.get(input.attributes, ["name"], null) == "default"
	some direction, rules in {
		"ingress": object.get(input.attributes, ["ingress"], null),
		"egress": object.get(input.attributes, ["egress"], null),
	}
	some rule in list.of(rules)
	sources := network_rule.sources_of_rule(rule)
}
