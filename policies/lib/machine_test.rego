package lib.machine_test

import data.lib.machine

test_versions_are_named_once if {
	machine.versions({"latest": {"version": 2, "a": 1}, "default": {"version": 2, "a": 1}}) == {"latest": {"version": 2, "a": 1}}
	machine.versions({"latest": {"version": 2}, "default": {"version": 1}}) == {"latest": {"version": 2}, "default": {"version": 1}}
	machine.versions({"latest": null, "default": {"version": 1}}) == {"default": {"version": 1}}
	machine.versions({}) == {}
}

allowed(instance_type, types) if {
	machine.allowed_type(instance_type) with data.spec as {"ec2": {"allowed_instance_types": types}}
}

test_types if {
	allowed("t3.medium", ["t3.medium"])
	allowed("t3.medium", ["m5.large", "t3.*"])
	allowed("x1e.32xlarge", null)
	allowed(null, null)
	not allowed("t3a.medium", ["t3.*"])
	not allowed("t3.medium", ["t3.m"])
	not allowed(null, ["*"])
}

tokens(default_tokens, images) := found if {
	settings := {"us-east-1": {"attributes": {"instance_metadata_defaults": {"http_tokens": default_tokens}}}}
	found := machine.inherited_tokens("us-east-1", "ami-1") with data.snapshot as {
		"aws.ec2.account_settings": settings,
		"aws.ec2.ami": images,
	}
}

image(support) := {"ami-1": {"id": "ami-1", "attributes": {"imds_support": support}}}

test_the_account_goes_before_the_image if {
	tokens("optional", image("v2.0")) == "optional"
	tokens("required", image(null)) == "required"
	tokens("required", {}) == "required"
}

test_the_image_decides_where_the_account_does_not if {
	tokens(null, image("v2.0")) == "required"
	tokens(null, image(null)) == "optional"
	tokens(null, {}) == "unread"
	machine.inherited_tokens("us-east-1", null) == "unread" with data.snapshot as {}
}

settings(value) := {"aws.ec2.account_settings": {"us-east-1": {"attributes": {"ebs_encryption_by_default": value}}}}

test_default_encryption if {
	machine.encrypts_all("us-east-1") with data.snapshot as settings(true)
	not machine.encrypts_all("us-east-1") with data.snapshot as settings(false)
	not machine.encrypts_all("eu-west-1") with data.snapshot as settings(true)
}

test_plain_devices if {
	devices := [
		{"device_name": "/dev/xvda", "encrypted": false},
		{"device_name": "/dev/sdb", "encrypted": true},
		{"device_name": "/dev/sdc", "encrypted": null},
	]
	machine.plain_devices("ami-1") == {"/dev/xvda", "/dev/sdc"} with data.snapshot as {"aws.ec2.ami": {"ami-1": {"attributes": {"ebs_block_device": devices}}}}
	machine.plain_devices("ami-2") == set() with data.snapshot as {}
}

disk(encrypted, snapshot_id) := found if {
	device := {"name": "/dev/xvda", "encrypted": encrypted, "snapshot_id": snapshot_id}
	found := machine.disk(device, "ami-1") with data.snapshot as {
		"aws.ec2.ebs_snapshot": {
			"snap-1": {"id": "snap-1", "attributes": {"encrypted": true}},
			"snap-2": {"id": "snap-2", "attributes": {"encrypted": false}},
		},
		"aws.ec2.ami": {"ami-1": {"id": "ami-1", "attributes": {"ebs_block_device": [{"device_name": "/dev/xvda", "encrypted": true}]}}},
	}
}

test_disks if {
	disk(true, "snap-2") == "encrypted"
	disk(false, "snap-1") == "encrypted"
	disk(null, "snap-2") == "plain"
	disk(false, "snap-9") == "unread"
	disk(false, null) == "encrypted"
}

test_disks_of_images if {
	device := {"name": "/dev/sdb", "encrypted": null, "snapshot_id": null}
	known := {"aws.ec2.ami": {"ami-1": {"id": "ami-1", "attributes": {"ebs_block_device": []}}}}
	machine.disk(device, "ami-1") == "plain" with data.snapshot as known
	machine.disk(device, "ami-2") == "unread" with data.snapshot as known
	machine.disk(device, null) == "unread" with data.snapshot as known
}
