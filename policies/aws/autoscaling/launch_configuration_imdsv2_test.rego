package aws.autoscaling.launch_configuration_imdsv2_test

import data.aws.autoscaling.launch_configuration_imdsv2

judge(options) := found if {
	found := launch_configuration_imdsv2.deny with input as {"attributes": {"metadata_options": options}}
}

failure(actual) := {{"path": "metadata_options.http_tokens", "actual": actual, "expected": "required"}}

test_required_or_disabled_passes if {
	judge({"http_endpoint": "enabled", "http_tokens": "required"}) == set()
	judge({"http_endpoint": null, "http_tokens": "required"}) == set()
	judge({"http_endpoint": "disabled", "http_tokens": "optional"}) == set()
}

test_optional_fails if {
	judge({"http_endpoint": "enabled", "http_tokens": "optional"}) == failure("optional")
	judge({"http_endpoint": null, "http_tokens": "optional"}) == failure("optional")
}

test_nothing_said_fails if {
	judge(null) == failure(null)
	judge({"http_endpoint": "enabled", "http_tokens": null}) == failure(null)
}
