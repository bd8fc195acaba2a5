# METADATA
# title: Launch configurations demand session tokens of the metadata service
# description: >-
#   Machines that still answer IMDSv1 hand the keys of their role to whoever gets a web application
#   on them to fetch one address. A launch configuration can't be changed: each machine that a group
#   starts from it is open in the same way until the group has another.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-config.html
# custom:
#   id: aws-autoscaling-launch-configuration-imdsv2
#   severity: high
#   kinds: [aws.autoscaling.launch_configuration]
#   aliases: [autoscaling_group_launch_configuration_requires_imdsv2]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["AutoScaling.3"]
#     hipaa: ["164.312(a)(1)"]
#     iso27001-2022: ["A.8.9"]
#     nist-800-53-r5: ["AC-3", "AC-6", "CM-2", "CM-6"]
#     pci-dss-4.0: ["2.2.1", "2.2.6"]
#     soc2: ["CC6.1"]
package aws.autoscaling.launch_configuration_imdsv2

import data.lib.finding

# Templates leave what they don't say to the account and the image; for configurations AWS documents no
# such thing: without a word, tokens are optional.
deny contains finding.new("metadata_options.http_tokens", tokens, "required") if {
	object.get(input.attributes, ["metadata_options", "http_endpoint"], null) != "disabled"
	tokens := object.get(input.attributes, ["metadata_options", "http_tokens"], null)
	tokens != "required"
}
