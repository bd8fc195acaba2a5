# METADATA
# title: Launch configurations start instance types from the agreed list
# description: >-
#   An instance type that nobody agreed to costs many times what was planned, or lacks the memory and
#   processors that the application was tested with. Intruders who mine coins pick the largest.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html
# custom:
#   id: aws-autoscaling-launch-configuration-instance-type
#   severity: low
#   kinds: [aws.autoscaling.launch_configuration]
#   spec: [COMP-3]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-6"]}
package aws.autoscaling.launch_configuration_instance_type

import data.lib.finding
import data.lib.machine

deny contains finding.new("instance_type", instance_type, data.spec.ec2.allowed_instance_types) if {
	instance_type := object.get(input.attributes, ["instance_type"], null)
	not machine.allowed_type(instance_type)
}
