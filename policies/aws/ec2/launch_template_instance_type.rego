# METADATA
# title: Launch templates start instance types from the agreed list
# description: >-
#   An instance type that nobody agreed to costs many times what was planned, or lacks the memory and
#   processors that the application was tested with. Intruders who mine coins pick the largest.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html
# custom:
#   id: aws-ec2-launch-template-instance-type
#   severity: low
#   kinds: [aws.ec2.launch_template]
#   spec: [COMP-3]
#   remediation: approval
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-6"]}
package aws.ec2.launch_template_instance_type

import data.lib.finding
import data.lib.machine

# Without a type the one who launches chooses, so there is nothing to judge yet.
deny contains finding.new(sprintf("%s.instance_type", [name]), instance_type, data.spec.ec2.allowed_instance_types) if {
	some name, says in machine.versions(input.attributes)
	instance_type := object.get(says, ["instance_type"], null)
	instance_type != null
	not machine.allowed_type(instance_type)
}

deny contains finding.new(sprintf("%s.instance_requirements", [name]), true, false) if {
	some name, says in machine.versions(input.attributes)
	object.get(says, ["instance_requirements"], null) == true
	data.spec.ec2.allowed_instance_types != null
}
