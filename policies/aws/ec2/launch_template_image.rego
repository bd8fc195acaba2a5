# METADATA
# title: Launch templates boot the agreed image
# description: >-
#   Anybody can publish an image under a name that looks right. Who boots one of an unknown owner runs
#   whatever that owner put into it, with the role and in the network of the machine.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html
# custom:
#   id: aws-ec2-launch-template-image
#   severity: high
#   kinds: [aws.ec2.launch_template]
#   spec: [COMP-1]
#   remediation: manual
#   frameworks: {hipaa: ["164.308(a)(5)(ii)(B)"], iso27001-2022: ["A.8.8"], nist-800-53-r5: ["RA-5", "SI-2"], pci-dss-4.0: ["6.3.3"], soc2: ["CC7.1"]}
package aws.ec2.launch_template_image

import data.lib.finding
import data.lib.machine
import data.lib.pattern

deny contains finding.because(path(name), image(says), names, reason) if {
	names := data.spec.ec2.launch_template.image_names
	names != null
	some name, says in judged
	held := data.snapshot["aws.ec2.ami"][image(says)]
	title := object.get(held, ["attributes", "name"], null)
	not pattern.fits_one(title, names)
	reason := sprintf("image %v is called %v", [image(says), title])
}

deny contains finding.because(path(name), image(says), owners, reason) if {
	owners := data.spec.ec2.launch_template.image_owners
	owners != null
	some name, says in judged
	held := data.snapshot["aws.ec2.ami"][image(says)]
	alias := object.get(held, ["attributes", "image_owner_alias"], null)
	owner := object.get(held, ["attributes", "owner_id"], null)
	not alias in owners
	not owner in owners
	reason := sprintf("image %v belongs to %v (%v)", [image(says), owner, alias])
}

deny contains finding.new(path(name), null, "an image") if {
	some name, says in judged
	image(says) == null
}

deny contains finding.unread(path(name), message) if {
	some name, says in judged
	image(says) != null
	not machine.known_image(image(says))
	message := sprintf("image %v is not in the snapshot", [image(says)])
}

path(name) := sprintf("%s.image_id", [name])

image(says) := object.get(says, ["image_id"], null)

# Versions whose image has to be looked up, where the spec asks for something.
judged := {name: says |
	some name, says in machine.versions(input.attributes)
	demanding
	not named_by_parameter(image(says))
}

demanding if data.spec.ec2.launch_template.image_names != null

demanding if data.spec.ec2.launch_template.image_owners != null

# Nobody but AWS can write parameters below /aws.
named_by_parameter(image_id) if {
	is_string(image_id)
	startswith(image_id, "resolve:ssm:")
	pattern.fits_one(substring(image_id, count("resolve:ssm:"), -1), data.spec.ec2.launch_template.image_parameters)
}
