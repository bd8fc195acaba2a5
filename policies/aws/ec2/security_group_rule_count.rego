# METADATA
# title: Security groups have few rules
# description: >-
#   Nobody can tell from a list of a hundred rules what it lets through, so a dangerous one goes unseen,
#   and rules of systems that are long gone are never taken out for fear of breaking something.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
# custom:
#   id: aws-ec2-security-group-rule-count
#   severity: low
#   kinds: [aws.ec2.security_group]
#   aliases: [ec2_securitygroup_with_many_ingress_egress_rules]
#   remediation: manual
#   certain: true
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.security_group_rule_count

import data.lib.finding
import data.lib.list

deny contains finding.new(direction, number, sprintf("at most %d rules", [data.spec.network.max_security_group_rules])) if {
	some direction, rules in {
		"ingress": object.get(input.attributes, ["ingress"], null),
		"egress": object.get(input.attributes, ["egress"], null),
	}
	number := count(list.of(rules))
	number > data.spec.network.max_security_group_rules
}
