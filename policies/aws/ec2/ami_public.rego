# METADATA
# title: Images of the account are not public
# description: >-
#   Everybody can launch a public image and look through its disks: keys, source code and settings that
#   were on the machine it was made from. Once launched elsewhere it can't be called back.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html
# custom:
#   id: aws-ec2-ami-public
#   severity: critical
#   kinds: [aws.ec2.ami]
#   aliases: [ec2_ami_public]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.ec2.ami_public

import data.lib.finding

# Images of others are public or not as their owners please.
deny contains finding.new("public", true, false) if {
	object.get(input.attributes, ["owned"], null) != false
	object.get(input.attributes, ["public"], null) == true
}
