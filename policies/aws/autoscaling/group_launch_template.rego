# METADATA
# title: Auto scaling groups launch from a template
# description: >-
#   Launch configurations are at their end: they know neither new instance types nor newer settings,
#   new accounts can't make them, and they can't be changed, so that fixes are put off.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html
# custom:
#   id: aws-autoscaling-group-launch-template
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   aliases: [autoscaling_group_using_ec2_launch_template]
#   remediation: manual
#   frameworks: {aws-fsbp: ["AutoScaling.9"], iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.autoscaling.group_launch_template

import data.lib.finding

deny contains finding.new("launch_configuration", configuration, "a launch template") if {
	object.get(input.attributes, ["status"], null) == null
	configuration := object.get(input.attributes, ["launch_configuration"], null)
	not has_template
}

has_template if is_object(object.get(input.attributes, ["launch_template"], null))

has_template if {
	is_object(object.get(input.attributes, ["mixed_instances_policy", "launch_template", "launch_template_specification"], null))
}
