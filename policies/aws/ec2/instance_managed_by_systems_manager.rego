# METADATA
# title: Running instances are managed by Systems Manager
# description: >-
#   A machine without a working agent is not patched with the others, is missing from the inventory
#   when a hole becomes known, and can only be reached by SSH, with a key and an open port.
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/managed_instances.html
# custom:
#   id: aws-ec2-instance-managed-by-systems-manager
#   severity: medium
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_managed_by_ssm]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["SSM.1"]
#     hipaa: ["164.308(a)(5)(ii)(B)"]
#     iso27001-2022: ["A.5.9"]
#     nist-800-53-r5: ["CM-2", "CM-2(2)", "CM-6", "CM-8", "CM-8(3)", "SI-3"]
#     pci-dss-4.0: ["12.5.1"]
#     soc2: ["CC7.1"]
package aws.ec2.instance_managed_by_systems_manager

import data.lib.finding
import data.lib.time

deny contains finding.because("instance_state", "running", null, reason) if {
	judged
	not data.snapshot["aws.ssm.managed_instance"][input.id].id
	reason := sprintf("%v is not registered with Systems Manager", [input.id])
}

deny contains finding.because("instance_state", "running", null, reason) if {
	judged
	status := data.snapshot["aws.ssm.managed_instance"][input.id].attributes.ping_status
	status != "Online"
	reason := sprintf("the agent on %v does not answer Systems Manager: %v", [input.id, status])
}

judged if {
	object.get(input.attributes, ["instance_state"], null) == "running"
	not started_just_now
}

started_just_now if {
	launch_time := object.get(input.attributes, ["launch_time"], null)
	time.is_moment(launch_time)
	time.days_since(launch_time) * 24 <= data.spec.ec2.systems_manager_grace_hours
}
