# METADATA
# title: Instances use hardware virtualization
# description: >-
#   Paravirtual machines run on old hosts only, without the isolation of the Nitro system and without
#   encrypted boot volumes on current types. AWS retires those hosts, and the machine with them.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/virtualization_types.html
# custom:
#   id: aws-ec2-instance-virtualization
#   severity: medium
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_paravirtual_type]
#   remediation: manual
#   frameworks: {aws-fsbp: ["EC2.24"], iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2", "CM-6"], pci-dss-4.0: ["2.2.1"], soc2: ["CC6.1"]}
package aws.ec2.instance_virtualization

import data.lib.finding

deny contains finding.new("virtualization_type", "paravirtual", "hvm") if {
	object.get(input.attributes, ["instance_state"], null) != "shutting-down"
	object.get(input.attributes, ["virtualization_type"], null) == "paravirtual"
}
