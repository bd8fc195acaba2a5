# METADATA
# title: Security groups take traffic only from narrow public ranges
# description: >-
#   A range of thousands of public addresses belongs to more people than the one meant: other customers
#   of the same provider can rent an address in it and are in. Ranges so wide are usually a slip of the
#   prefix.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: aws-ec2-security-group-source-width
#   severity: high
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
package aws.ec2.security_group_source_width

import data.lib.finding
import data.lib.list
import data.lib.network
import data.lib.network_rule
import data.lib.security_group

deny contains finding.new(security_group.path("ingress", rule), security_group.summary(rule, wide), null) if {
	some rule in rules
	wide := wide_sources(rule)
	count(wide) > 0
}

deny contains finding.unread(security_group.path("ingress", rule), message) if {
	some rule in rules
	count(wide_sources(rule)) == 0
	some list_id in network_rule.unknown_lists(rule)
	message := sprintf("prefix list %v is not in the snapshot", [list_id])
}

# Where everybody may come in, any part of the world may.
rules := [rule |
	some rule in list.of(object.get(input.attributes, ["ingress"], null))
	not security_group.agreed(rule, data.spec.network.public_ingress)
]

wide_sources(rule) := [cidr |
	some cidr in network_rule.cidrs_of_rule(rule)
	wide(cidr)
	network.public(cidr)
	not network.inside(cidr, data.spec.network.public_sources)
	not security_group.from_cloudflare(rule, cidr)
]

wide(cidr) if {
	not contains(cidr, ":")
	network.prefix_length(cidr) < data.spec.network.min_source_ipv4_prefix_length
}

wide(cidr) if {
	contains(cidr, ":")
	network.prefix_length(cidr) < data.spec.network.min_source_ipv6_prefix_length
}
