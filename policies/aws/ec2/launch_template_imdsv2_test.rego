package aws.ec2.launch_template_imdsv2_test

import data.aws.ec2.launch_template_imdsv2

version(number, options) := {"version": number, "image_id": "ami-1", "metadata_options": options}

judge(latest, earlier, snapshot) := found if {
	found := launch_template_imdsv2.deny with input as {"scope": {"region": "us-east-1"}, "attributes": {"latest": latest, "default": earlier}}
		with data.snapshot as snapshot
}

one(options, snapshot) := judge(version(1, options), version(1, options), snapshot)

account(options) := {"aws.ec2.account_settings": {"us-east-1": {"attributes": {"instance_metadata_defaults": options}}}}

image(support) := {"aws.ec2.ami": {"ami-1": {"id": "ami-1", "attributes": {"imds_support": support}}}}

required := {"http_endpoint": "enabled", "http_tokens": "required"}

optional := {"http_endpoint": "enabled", "http_tokens": "optional"}

test_required_passes if {
	one(required, {}) == set()
	one({"http_endpoint": null, "http_tokens": "required"}, {}) == set()
}

test_disabled_service_passes if {
	one({"http_endpoint": "disabled", "http_tokens": "optional"}, {}) == set()
	one(null, account({"http_endpoint": "disabled", "http_tokens": null})) == set()
}

test_optional_fails_whatever_the_account_says if {
	one(optional, account({"http_tokens": "required"})) == {{"path": "latest.metadata_options.http_tokens", "actual": "optional", "expected": "required"}}
	count(one({"http_endpoint": "enabled", "http_tokens": "optional"}, account({"http_endpoint": "disabled"}))) == 1
}

test_both_versions_count if {
	paths(judge(version(2, optional), version(1, required), {})) == {"latest.metadata_options.http_tokens"}
	paths(judge(version(2, required), version(1, optional), {})) == {"default.metadata_options.http_tokens"}
}

paths(found) := {finding.path | some finding in found}

test_nothing_said_follows_the_account if {
	one(null, account({"http_tokens": "required"})) == set()
	one(null, object.union(account({"http_tokens": "optional"}), image("v2.0"))) == {{
		"path": "latest.metadata_options.http_tokens",
		"actual": null,
		"expected": "required",
		"because": "neither the account's default in us-east-1 nor image ami-1 demands tokens",
	}}
}

test_nothing_said_follows_the_image if {
	one({"http_endpoint": "enabled", "http_tokens": null}, image("v2.0")) == set()
	count(one(null, image(null))) == 1
}

test_unknown_image if {
	one(null, {}) == {{
		"path": "latest.metadata_options.http_tokens",
		"unread": "the version leaves it to image ami-1, which is not in the snapshot",
	}}
}
