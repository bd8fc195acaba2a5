# METADATA
# title: Security groups open only the agreed ports to the internet
# description: >-
#   A rule open to the world is found by port scanners within minutes, and whatever listens behind
#   it, such as SSH, a database or an admin page, is tried with stolen and guessed passwords from
#   then on. Ranges so wide that they amount to the world count as the world.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: aws-ec2-security-group-open-ingress
#   severity: high
#   kinds: [aws.ec2.security_group]
#   spec: [NET-5]
#   aliases:
#     - ec2_securitygroup_allow_ingress_from_internet_to_all_ports
#     - ec2_securitygroup_allow_ingress_from_internet_to_any_port
#   frameworks:
#     aws-fsbp: ["EC2.18", "EC2.19"]
#     cis-aws-foundations: ["6.3", "6.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(21)"]
#     pci-dss-4.0: ["1.2.5", "1.2.8", "1.3.1", "1.3.2", "1.4.2", "2.2.5"]
#     soc2: ["CC6.6"]
#   certain: true
package aws.ec2.security_group_open_ingress

import data.lib.finding
import data.lib.list
import data.lib.network
import data.lib.network_rule
import data.lib.security_group

deny contains finding.new(security_group.path("ingress", rule), security_group.summary(rule, sources), null) if {
	some rule in closed_to_all
	sources := open_sources(rule)
	count(sources) > 0
}

deny contains finding.unread(security_group.path("ingress", rule), message) if {
	some rule in closed_to_all
	count(open_sources(rule)) == 0
	some list_id in network_rule.unknown_lists(rule)
	message := sprintf("prefix list %v is not in the snapshot", [list_id])
}

# The rules of which the spec does not say that they may be for all.
closed_to_all := [rule |
	some rule in list.of(object.get(input.attributes, ["ingress"], null))
	not security_group.agreed(rule, data.spec.network.public_ingress)
]

open_sources(rule) := [cidr |
	some cidr in network_rule.cidrs_of_rule(rule)
	network.world(cidr)
]
