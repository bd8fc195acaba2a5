package aws.ec2.instance_image_age_test

import data.aws.ec2.instance_image_age

judge(state, images, limit) := found if {
	found := instance_image_age.deny with input as {"attributes": {"instance_state": state, "ami": "ami-1"}}
		with data.snapshot as {"aws.ec2.ami": images}
		with data.spec as {"ec2": {"max_image_age_days": limit}}
		with data.now as "2026-07-01T00:00:00Z"
}

image(created, deprecated) := {"ami-1": {"id": "ami-1", "attributes": {"creation_date": created, "deprecation_time": deprecated}}}

test_current_image_passes if {
	judge("running", image("2026-06-01T00:00:00.000Z", "2028-06-01T00:00:00.000Z"), 365) == set()
	judge("running", image("2026-06-01T00:00:00.000Z", null), 365) == set()
	judge("running", image("2020-06-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"), null) == set()
}

test_deprecated_image_fails if {
	judge("stopped", image("2026-01-01T00:00:00.000Z", "2026-06-30T00:00:00.000Z"), 365) == {{
		"path": "ami",
		"actual": "ami-1",
		"expected": "an image that is not deprecated",
		"because": "image ami-1 is deprecated since 2026-06-30T00:00:00.000Z",
	}}
}

test_old_image_fails if {
	judge("running", image("2024-01-01T00:00:00.000Z", null), 365) == {{
		"path": "ami",
		"actual": "ami-1",
		"expected": "an image of at most 365 days",
		"because": "image ami-1 was made on 2024-01-01T00:00:00.000Z",
	}}
}

test_unknown_image if {
	judge("running", {}, 365) == {{"path": "ami", "unread": "image ami-1 is not in the snapshot; it may have been removed"}}
}

test_unknown_age if {
	judge("running", image(null, null), 365) == {{"path": "ami", "unread": "it is not told when image ami-1 was made"}}
	judge("running", image(null, null), null) == set()
}

test_what_is_being_terminated_passes if judge("shutting-down", {}, 365) == set()
