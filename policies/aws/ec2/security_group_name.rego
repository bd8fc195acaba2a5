# METADATA
# title: Security groups are not leftovers of the launch wizard
# description: >-
#   The wizard of the console makes a group for each launch and opens remote login to the whole internet
#   in it. Nobody keeps an account of such groups, and the next hurried launch takes one that is already
#   there, with everything that was opened since.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-security-groups.html
# custom:
#   id: aws-ec2-security-group-name
#   severity: low
#   kinds: [aws.ec2.security_group]
#   aliases: [ec2_securitygroup_from_launch_wizard]
#   remediation: manual
#   certain: true
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.security_group_name

import data.lib.finding
import data.lib.pattern

deny contains finding.new("name", input.attributes.name, "a group that was made on purpose") if {
	pattern.fits_one(object.get(input.attributes, ["name"], null), data.spec.network.forbidden_group_names)
}
