# METADATA
# title: Instances have an instance profile
# description: >-
#   Without a role, programs on the machine that need AWS are given access keys in a file: keys that
#   never expire, lie in images and backups, and work from anywhere once they are copied.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html
# custom:
#   id: aws-ec2-instance-profile
#   severity: medium
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_profile_attached]
#   remediation: manual
package aws.ec2.instance_profile

import data.lib.finding

deny contains finding.new("iam_instance_profile_arn", null, "an instance profile") if {
	object.get(input.attributes, ["instance_state"], null) != "shutting-down"
	object.get(input.attributes, ["iam_instance_profile_arn"], null) in {null, ""}
}
