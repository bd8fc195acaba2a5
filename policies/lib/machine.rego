# What launch templates and launch configurations leave open, and what follows from it.
package lib.machine

import data.lib.list
import data.lib.pattern

# The default and the latest version of a launch template, by the attribute that holds them. One
# version that is both is judged once.
versions(template) := {name: says |
	some name, says in {
		"latest": object.get(template, ["latest"], null),
		"default": earlier(object.get(template, ["default"], null), object.get(template, ["latest"], null)),
	}
	is_object(says)
}

earlier(default_one, latest_one) := null if {
	number(default_one) == number(latest_one)
} else := default_one

number(says) := object.get(says, ["version"], null) if {
	is_object(says)
} else := null

# True when an instance type is one of those that the spec allows.
allowed_type(instance_type) if data.spec.ec2.allowed_instance_types == null

allowed_type(instance_type) if pattern.fits_one(instance_type, data.spec.ec2.allowed_instance_types)

# Whether session tokens are demanded of a machine that does not say so itself: the account's default
# goes before the image's. "unread" where the image is not known.
inherited_tokens(region, image_id) := tokens if {
	tokens := account_tokens(region)
	is_string(tokens)
} else := "required" if {
	image_tokens(image_id) == "v2.0"
} else := "optional" if {
	known_image(image_id)
} else := "unread"

account_tokens(region) := object.get(
	data.snapshot,
	["aws.ec2.account_settings", region, "attributes", "instance_metadata_defaults", "http_tokens"],
	null,
)

image_tokens(image_id) := object.get(data.snapshot, ["aws.ec2.ami", image_id, "attributes", "imds_support"], null)

known_image(image_id) if data.snapshot["aws.ec2.ami"][image_id].id

# True when every new volume of the region is encrypted, whatever asks for it.
encrypts_all(region) if {
	object.get(data.snapshot, ["aws.ec2.account_settings", region, "attributes", "ebs_encryption_by_default"], null) == true
}

# Volumes of an image that are not encrypted, by device.
plain_devices(image_id) := {device.device_name |
	devices := object.get(data.snapshot, ["aws.ec2.ami", image_id, "attributes", "ebs_block_device"], null)
	some device in list.of(devices)
	object.get(device, ["encrypted"], null) != true
}

# What becomes of a disk {name, encrypted, snapshot_id} of a machine that is launched from an image:
# "encrypted", "plain", or "unread" where its source is not known. Encrypted sources give encrypted
# disks, whatever is asked for.
disk(device, image_id) := "encrypted" if {
	device.encrypted == true
} else := from_snapshot(device.snapshot_id) if {
	is_string(device.snapshot_id)
} else := from_image(device.name, image_id)

from_snapshot(snapshot_id) := "encrypted" if {
	encrypted_snapshot(snapshot_id)
} else := "plain" if {
	known_snapshot(snapshot_id)
} else := "unread"

known_snapshot(snapshot_id) if data.snapshot["aws.ec2.ebs_snapshot"][snapshot_id].id

encrypted_snapshot(snapshot_id) if {
	object.get(data.snapshot, ["aws.ec2.ebs_snapshot", snapshot_id, "attributes", "encrypted"], null) == true
}

# A device that the image does not have is a new disk.
from_image(name, image_id) := "encrypted" if {
	known_image(image_id)
	name in encrypted_devices(image_id)
} else := "plain" if {
	known_image(image_id)
} else := "unread"

encrypted_devices(image_id) := {device.device_name |
	devices := object.get(data.snapshot, ["aws.ec2.ami", image_id, "attributes", "ebs_block_device"], null)
	some device in list.of(devices)
	object.get(device, ["encrypted"], null) == true
}

# Whether the metadata service of new machines answers, where the account says so.
account_endpoint(region) := object.get(
	data.snapshot,
	["aws.ec2.account_settings", region, "attributes", "instance_metadata_defaults", "http_endpoint"],
	null,
)
