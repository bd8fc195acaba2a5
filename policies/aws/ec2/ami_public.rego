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
package aws.ec2.ami_public

import data.lib.finding

# Images of others are public or not as their owners please.
deny contains finding.new("public", true, false) if {
	object.get(input.attributes, ["owned"], null) != false
	object.get(input.attributes, ["public"], null) == true
}
