# METADATA
# title: Launch templates demand session tokens of the metadata service
# description: >-
#   Machines that still answer IMDSv1 hand the keys of their role to whoever gets a web application
#   on them to fetch one address, and every new machine of the template is born that way. A version
#   that says nothing takes what the account, then the image says.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
# custom:
#   id: aws-ec2-launch-template-imdsv2
#   severity: high
#   kinds: [aws.ec2.launch_template]
#   spec: [COMP-7]
#   aliases: [ec2_launch_template_imdsv2_required]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["EC2.170"]
#     hipaa: ["164.312(a)(1)"]
#     iso27001-2022: ["A.8.9"]
#     nist-800-53-r5: ["AC-3", "AC-6", "CM-2", "CM-6"]
#     pci-dss-4.0: ["2.2.1", "2.2.6"]
#     soc2: ["CC6.1"]
package aws.ec2.launch_template_imdsv2

import data.lib.finding
import data.lib.machine

deny contains finding.new(path(name), stated(says), "required") if {
	some name, says in machine.versions(input.attributes)
	answers(says)
	is_string(stated(says))
	stated(says) != "required"
}

deny contains finding.because(path(name), null, "required", reason) if {
	some name, says in machine.versions(input.attributes)
	inherited(says) == "optional"
	reason := sprintf("neither the account's default in %v nor image %v demands tokens", [region, image(says)])
}

deny contains finding.unread(path(name), message) if {
	some name, says in machine.versions(input.attributes)
	inherited(says) == "unread"
	message := sprintf("the version leaves it to image %v, which is not in the snapshot", [image(says)])
}

path(name) := sprintf("%s.metadata_options.http_tokens", [name])

region := input.scope.region

stated(says) := object.get(says, ["metadata_options", "http_tokens"], null)

image(says) := object.get(says, ["image_id"], null)

inherited(says) := machine.inherited_tokens(region, image(says)) if {
	answers(says)
	not is_string(stated(says))
}

# A service that is switched off tells nothing.
answers(says) if endpoint(says) != "disabled"

endpoint(says) := stated_endpoint(says) if {
	is_string(stated_endpoint(says))
} else := machine.account_endpoint(region)

stated_endpoint(says) := object.get(says, ["metadata_options", "http_endpoint"], null)
