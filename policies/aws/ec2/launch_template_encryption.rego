# METADATA
# title: Launch templates encrypt all volumes
# description: >-
#   A disk in the clear can be read by whoever gets hold of a snapshot of it, in this account or, once
#   it is shared or made public by mistake, in any other. What a template leaves out, its image and
#   the default of the region decide.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: aws-ec2-launch-template-encryption
#   severity: high
#   kinds: [aws.ec2.launch_template]
#   spec: [COMP-7]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["EC2.181"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CM-6", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1", "PI1.5"]
package aws.ec2.launch_template_encryption

import data.lib.finding
import data.lib.list
import data.lib.machine

deny contains finding.because(path(name, mapping), mapping.ebs.encrypted, true, reason) if {
	some name, says in judged
	some mapping in mappings(says)
	outcome(says, mapping) == "plain"
	reason := sprintf("neither the source of %v nor the region's default encrypts it", [mapping.device_name])
}

deny contains finding.because(sprintf("%s.image_id", [name]), image(says), "an image with encrypted volumes", reason) if {
	some name, says in judged
	some device in machine.plain_devices(image(says)) - named_devices(says)
	reason := sprintf("image %v brings %v unencrypted, and the version says nothing of it", [image(says), device])
}

deny contains finding.unread(path(name, mapping), message) if {
	some name, says in judged
	some mapping in mappings(says)
	outcome(says, mapping) == "unread"
	message := sprintf("the source of %v is not in the snapshot", [mapping.device_name])
}

deny contains finding.unread(sprintf("%s.image_id", [name]), message) if {
	some name, says in judged
	not machine.known_image(image(says))
	message := sprintf("image %v, which may bring volumes of its own, is not in the snapshot", [image(says)])
}

judged := {name: says |
	not machine.encrypts_all(input.scope.region)
	some name, says in machine.versions(input.attributes)
}

image(says) := object.get(says, ["image_id"], null)

path(name, mapping) := sprintf("%s.block_device_mappings[%s].ebs.encrypted", [name, mapping.device_name])

# Disks of the machine itself are no volumes, and a device can be left out.
mappings(says) := [mapping |
	some mapping in list.of(object.get(says, ["block_device_mappings"], null))
	is_object(object.get(mapping, ["ebs"], null))
	object.get(mapping, ["no_device"], null) == null
]

named_devices(says) := {mapping.device_name | some mapping in list.of(object.get(says, ["block_device_mappings"], null))}

outcome(says, mapping) := machine.disk(device, image(says)) if {
	device := {
		"name": mapping.device_name,
		"encrypted": object.get(mapping, ["ebs", "encrypted"], null),
		"snapshot_id": object.get(mapping, ["ebs", "snapshot_id"], null),
	}
}
