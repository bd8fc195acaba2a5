# METADATA
# title: Launch configurations encrypt all volumes
# description: >-
#   A disk in the clear can be read by whoever gets hold of a snapshot of it, in this account or, once
#   it is shared or made public by mistake, in any other. What a configuration leaves out, its image
#   and the default of the region decide.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: aws-autoscaling-launch-configuration-encryption
#   severity: high
#   kinds: [aws.autoscaling.launch_configuration]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CM-6", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1", "PI1.5"]
package aws.autoscaling.launch_configuration_encryption

import data.lib.finding
import data.lib.list
import data.lib.machine

deny contains finding.because(path(device), object.get(device, ["encrypted"], null), true, reason) if {
	not machine.encrypts_all(input.scope.region)
	some device in devices
	outcome(device) == "plain"
	reason := sprintf("neither the source of %v nor the region's default encrypts it", [device.device_name])
}

deny contains finding.because("image_id", image, "an image with encrypted volumes", reason) if {
	not machine.encrypts_all(input.scope.region)
	some name in machine.plain_devices(image) - {device.device_name | some device in devices}
	reason := sprintf("image %v brings %v unencrypted, and the configuration says nothing of it", [image, name])
}

deny contains finding.unread(path(device), message) if {
	not machine.encrypts_all(input.scope.region)
	some device in devices
	outcome(device) == "unread"
	message := sprintf("the source of %v is not in the snapshot", [device.device_name])
}

deny contains finding.unread("image_id", message) if {
	not machine.encrypts_all(input.scope.region)
	not machine.known_image(image)
	message := sprintf("image %v, which may bring volumes of its own, is not in the snapshot", [image])
}

image := object.get(input.attributes, ["image_id"], null)

devices := list.of(object.get(input.attributes, ["ebs_block_device"], null))

path(device) := sprintf("ebs_block_device[%s].encrypted", [device.device_name])

outcome(device) := machine.disk(asked, image) if {
	asked := {
		"name": device.device_name,
		"encrypted": object.get(device, ["encrypted"], null),
		"snapshot_id": object.get(device, ["snapshot_id"], null),
	}
}
