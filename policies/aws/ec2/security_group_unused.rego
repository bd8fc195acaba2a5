# METADATA
# title: Security groups are in use
# description: >-
#   Rules of a group that nothing uses are not looked at any more, yet one click gives them to a machine.
#   Unused groups also hide the ones that matter.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html
# custom:
#   id: aws-ec2-security-group-unused
#   severity: low
#   kinds: [aws.ec2.security_group]
#   aliases: [ec2_securitygroup_not_used]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.ec2.security_group_unused

import data.lib.finding

deny contains finding.because("name", name, null, "no network interface, launch template, service or rule of another group uses it") if {
	# The default groups can't be deleted.
	name != "default"
	not used
}

name := object.get(input.attributes, ["name"], null)

used if data.facts.network.interfaces_of_group[input.id]

used if input.id in data.facts.network.groups_in_use

used if {
	some naming_id in data.facts.network.groups_naming[input.id]
	naming_id != input.id
}
