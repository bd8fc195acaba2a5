package aws.ec2.launch_template_encryption_test

import data.aws.ec2.launch_template_encryption

snapshot(default_encryption, images) := {
	"aws.ec2.account_settings": {"us-east-1": {"attributes": {"ebs_encryption_by_default": default_encryption}}},
	"aws.ec2.ami": images,
}

image(encrypted) := {"ami-1": {"id": "ami-1", "attributes": {"ebs_block_device": [{"device_name": "/dev/xvda", "encrypted": encrypted}]}}}

root(encrypted) := mapping("/dev/xvda", encrypted)

mapping(device, encrypted) := {"device_name": device, "no_device": null, "virtual_name": null, "ebs": {"encrypted": encrypted, "snapshot_id": null}}

judge(mappings, held) := found if {
	says := {"version": 1, "image_id": "ami-1", "block_device_mappings": mappings}
	found := launch_template_encryption.deny with input as {"scope": {"region": "us-east-1"}, "attributes": {"latest": says, "default": says}}
		with data.snapshot as held
}

test_encrypted_root_passes if judge([root(true)], snapshot(false, image(false))) == set()

test_default_of_the_region_passes if {
	judge([root(false)], snapshot(true, image(false))) == set()
	judge([], snapshot(true, {})) == set()
}

test_image_that_is_encrypted_passes if {
	judge([], snapshot(false, image(true))) == set()
	judge([root(false)], snapshot(false, image(true))) == set()
}

test_plain_root_fails if {
	judge([root(false)], snapshot(false, image(false))) == {{
		"path": "latest.block_device_mappings[/dev/xvda].ebs.encrypted",
		"actual": false,
		"expected": true,
		"because": "neither the source of /dev/xvda nor the region's default encrypts it",
	}}
	count(judge([root(null)], snapshot(null, image(null)))) == 1
}

test_root_that_is_not_named_fails if {
	judge([mapping("/dev/sdb", true)], snapshot(false, image(false))) == {{
		"path": "latest.image_id",
		"actual": "ami-1",
		"expected": "an image with encrypted volumes",
		"because": "image ami-1 brings /dev/xvda unencrypted, and the version says nothing of it",
	}}
}

test_second_disk_fails if {
	count(judge([root(true), mapping("/dev/sdb", false)], snapshot(false, image(true)))) == 1
}

test_what_is_no_volume_passes if {
	left_out := object.union(root(false), {"no_device": ""})
	own_disk := {"device_name": "/dev/sdb", "no_device": null, "virtual_name": "ephemeral0", "ebs": null}
	judge([left_out, own_disk], snapshot(false, image(false))) == set()
}

test_unknown_sources if {
	judge([root(true)], snapshot(false, {})) == {{"path": "latest.image_id", "unread": "image ami-1, which may bring volumes of its own, is not in the snapshot"}}
	from := {"device_name": "/dev/sdb", "no_device": null, "ebs": {"encrypted": null, "snapshot_id": "snap-9"}}
	judge([from], snapshot(false, image(true))) == {{"path": "latest.block_device_mappings[/dev/sdb].ebs.encrypted", "unread": "the source of /dev/sdb is not in the snapshot"}}
}
