package aws.ec2.instance_imdsv2_test

import data.aws.ec2.instance_imdsv2

judge(state, endpoint, tokens) := found if {
	found := instance_imdsv2.deny with input as {"attributes": {"instance_state": state, "metadata_options": {"http_endpoint": endpoint, "http_tokens": tokens}}}
}

failure(actual) := {{"path": "metadata_options.http_tokens", "actual": actual, "expected": "required"}}

test_required_passes if judge("running", "enabled", "required") == set()

test_disabled_service_passes if judge("running", "disabled", "optional") == set()

test_optional_fails if {
	judge("running", "enabled", "optional") == failure("optional")
	judge("stopped", "enabled", "optional") == failure("optional")
	judge("running", null, null) == failure(null)
	judge("running", "enabled", "REQUIRED") == failure("REQUIRED")
}

test_no_options_fail if {
	instance_imdsv2.deny == failure(null) with input as {"attributes": {"instance_state": "running", "metadata_options": null}}
}

test_what_is_being_terminated_passes if judge("shutting-down", "enabled", "optional") == set()
