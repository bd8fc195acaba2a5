package aws.autoscaling.launch_configuration_imdsv2_test

import data.aws.autoscaling.launch_configuration_imdsv2

judge(options, snapshot) := found if {
	found := launch_configuration_imdsv2.deny with input as {"scope": {"region": "us-east-1"}, "attributes": {"image_id": "ami-1", "metadata_options": options}}
		with data.snapshot as snapshot
}

account(options) := {"aws.ec2.account_settings": {"us-east-1": {"attributes": {"instance_metadata_defaults": options}}}}

image(support) := {"aws.ec2.ami": {"ami-1": {"id": "ami-1", "attributes": {"imds_support": support}}}}

test_required_or_disabled_passes if {
	judge({"http_endpoint": "enabled", "http_tokens": "required"}, {}) == set()
	judge({"http_endpoint": "disabled", "http_tokens": "optional"}, {}) == set()
	judge(null, account({"http_endpoint": "disabled"})) == set()
}

test_optional_fails if {
	judge({"http_endpoint": "enabled", "http_tokens": "optional"}, account({"http_tokens": "required"})) == {{"path": "metadata_options.http_tokens", "actual": "optional", "expected": "required"}}
	count(judge({"http_endpoint": null, "http_tokens": "optional"}, {})) == 1
}

test_nothing_said if {
	judge(null, account({"http_tokens": "required"})) == set()
	judge(null, image("v2.0")) == set()
	judge(null, image(null)) == {{
		"path": "metadata_options.http_tokens",
		"actual": null,
		"expected": "required",
		"because": "neither the account's default in us-east-1 nor image ami-1 demands tokens",
	}}
	judge(null, {}) == {{
		"path": "metadata_options.http_tokens",
		"unread": "the configuration leaves it to image ami-1, which is not in the snapshot",
	}}
}
