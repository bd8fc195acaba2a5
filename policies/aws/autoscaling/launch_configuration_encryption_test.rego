package aws.autoscaling.launch_configuration_encryption_test

import data.aws.autoscaling.launch_configuration_encryption

snapshot(default_encryption, images) := {
	"aws.ec2.account_settings": {"us-east-1": {"attributes": {"ebs_encryption_by_default": default_encryption}}},
	"aws.ec2.ami": images,
}

image(encrypted) := {"ami-1": {"id": "ami-1", "attributes": {"ebs_block_device": [{"device_name": "/dev/xvda", "encrypted": encrypted}]}}}

root(encrypted) := {"device_name": "/dev/xvda", "encrypted": encrypted, "snapshot_id": null}

judge(devices, held) := found if {
	found := launch_configuration_encryption.deny with input as {"scope": {"region": "us-east-1"}, "attributes": {"image_id": "ami-1", "ebs_block_device": devices}}
		with data.snapshot as held
}

test_encrypted_passes if {
	judge([root(true)], snapshot(false, image(false))) == set()
	judge([root(false)], snapshot(true, image(false))) == set()
	judge([], snapshot(false, image(true))) == set()
	judge([], snapshot(true, {})) == set()
}

test_plain_root_fails if {
	judge([root(null)], snapshot(false, image(false))) == {{
		"path": "ebs_block_device[/dev/xvda].encrypted",
		"actual": null,
		"expected": true,
		"because": "neither the source of /dev/xvda nor the region's default encrypts it",
	}}
}

test_root_of_the_image_fails if {
	judge(null, snapshot(false, image(false))) == {{
		"path": "image_id",
		"actual": "ami-1",
		"expected": "an image with encrypted volumes",
		"because": "image ami-1 brings /dev/xvda unencrypted, and the configuration says nothing of it",
	}}
}

test_unknown_sources if {
	judge([root(true)], snapshot(false, {})) == {{"path": "image_id", "unread": "image ami-1, which may bring volumes of its own, is not in the snapshot"}}
	judge([{"device_name": "/dev/sdb", "encrypted": false, "snapshot_id": "snap-9"}], snapshot(false, image(true))) == {{"path": "ebs_block_device[/dev/sdb].encrypted", "unread": "the source of /dev/sdb is not in the snapshot"}}
}
