# METADATA
# title: Auto scaling groups launch the default or latest template version
# description: >-
#   A group that is tied to an old version of its template goes on starting machines as they were: fixes
#   to the image, the metadata service or the encryption are in the template and never reach a machine.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-templates.html
# custom:
#   id: aws-autoscaling-group-launch-version
#   severity: medium
#   kinds: [aws.autoscaling.group]
#   spec: [COMP-1, COMP-7]
#   remediation: approval
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2", "CM-3"], soc2: ["CC8.1"]}
package aws.autoscaling.group_launch_version

import data.lib.finding
import data.lib.scaling

deny contains finding.because(path, reference.version, ["$Default", "$Latest"], reason) if {
	alive
	some reference in data.facts.scaling.named_templates[input.id]
	some id in scaling.ids(reference)
	template := data.snapshot["aws.ec2.launch_template"][id]
	count(scaling.wanted(reference.version, template.attributes)) == 0
	reason := sprintf("the default version of %v is %v, the latest is %v", [
		id,
		object.get(template, ["attributes", "default_version"], null),
		object.get(template, ["attributes", "latest_version"], null),
	])
}

deny contains finding.unread(path, message) if {
	alive
	some reference in data.facts.scaling.named_templates[input.id]
	known := [id | some id in scaling.ids(reference); data.snapshot["aws.ec2.launch_template"][id].id]
	count(known) == 0
	message := sprintf("launch template %v is not in the snapshot", [scaling.shown(reference)])
}

alive if object.get(input.attributes, ["status"], null) == null

path := "launch_template.version" if {
	is_object(object.get(input.attributes, ["launch_template"], null))
} else := "mixed_instances_policy.launch_template"
