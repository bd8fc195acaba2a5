# METADATA
# title: Security groups send only the agreed traffic to the internet
# description: >-
#   An intruder needs a way out: to fetch tools, to take orders and to carry off what was found. Where a
#   group lets its machines talk only to those that they need, a break-in often ends there. Nothing is
#   demanded as long as the spec names no ports.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: aws-ec2-security-group-egress
#   severity: medium
#   kinds: [aws.ec2.security_group]
#   spec: [NET-5]
#   aliases: [ec2_securitygroup_allow_wide_open_public_ipv4]
#   remediation: guarded
#   certain: true
#   frameworks:
#     aws-fsbp: ["EC2.18"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.security_group_egress

import data.lib.finding
import data.lib.list
import data.lib.network
import data.lib.network_rule
import data.lib.security_group

deny contains finding.new(security_group.path("egress", rule), security_group.summary(rule, wide), null) if {
	some rule in rules
	wide := wide_targets(rule)
	count(wide) > 0
}

deny contains finding.unread(security_group.path("egress", rule), message) if {
	some rule in rules
	count(wide_targets(rule)) == 0
	some list_id in network_rule.unknown_lists(rule)
	message := sprintf("prefix list %v is not in the snapshot", [list_id])
}

rules := [rule |
	is_array(data.spec.network.public_egress)
	some rule in list.of(object.get(input.attributes, ["egress"], null))
	not security_group.agreed(rule, data.spec.network.public_egress)
]

wide_targets(rule) := [cidr |
	some cidr in network_rule.cidrs_of_rule(rule)
	network.world(cidr)
]
