# METADATA
# title: Network ACLs other than the default ones guard a subnet
# description: >-
#   A list that guards nothing looks like a protection that is not there, and whoever puts a subnet
#   behind it one day gets rules that nobody has looked at for years.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   id: aws-ec2-network-acl-unused
#   severity: low
#   kinds: [aws.ec2.network_acl]
#   aliases: [ec2_networkacl_unused]
#   remediation: manual
#   frameworks: {aws-fsbp: ["EC2.16"], iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.ec2.network_acl_unused

import data.lib.finding

deny contains finding.new("subnet_ids", [], "one subnet at least") if {
	object.get(input.attributes, ["is_default"], null) != true
	not data.lib.acl.is_used
}
