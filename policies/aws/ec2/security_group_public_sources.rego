# METADATA
# title: Security groups take traffic only from public addresses that are agreed
# description: >-
#   A rule for one public address is soon forgotten: the contractor's contract ends, the provider gives
#   the address to the next customer, and a stranger holds the key to the port. Only addresses that
#   are known to be yours belong in rules.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: aws-ec2-security-group-public-sources
#   severity: medium
#   kinds: [aws.ec2.security_group]
#   spec: [NET-5]
#   aliases: [ec2_securitygroup_allow_ingress_from_internet_to_any_port_from_ip]
#   remediation: guarded
#   certain: true
#   frameworks:
#     aws-fsbp: ["EC2.18"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.security_group_public_sources

import data.lib.finding
import data.lib.list
import data.lib.network
import data.lib.security_group

# A prefix list has a name and an owner: whom it holds was chosen on purpose.
deny contains finding.new(security_group.path("ingress", rule), security_group.summary(rule, strangers), null) if {
	some rule in list.of(object.get(input.attributes, ["ingress"], null))
	not security_group.agreed(rule, data.spec.network.public_ingress)
	strangers := strange_sources(rule)
	count(strangers) > 0
}

strange_sources(rule) := [cidr |
	some cidr in [object.get(rule, ["cidr_ipv4"], null), object.get(rule, ["cidr_ipv6"], null)]
	network.public(cidr)
	not network.inside(cidr, data.spec.network.public_sources)
	not security_group.from_cloudflare(rule, cidr)
]
