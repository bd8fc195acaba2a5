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
#   frameworks:
#     cis-aws-foundations: ["2.16"]
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)", "CM-5(1)", "CM-6"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3"]
#     soc2: ["CC6.3"]
package aws.ec2.instance_profile

import data.lib.finding

deny contains finding.new("iam_instance_profile_arn", null, "an instance profile") if {
	object.get(input.attributes, ["instance_state"], null) != "shutting-down"
	object.get(input.attributes, ["iam_instance_profile_arn"], null) in {null, ""}
}
