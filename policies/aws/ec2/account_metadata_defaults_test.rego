package aws.ec2.account_metadata_defaults_test

import data.aws.ec2.account_metadata_defaults

judge(defaults) := found if {
	found := account_metadata_defaults.deny with input as {"attributes": {"instance_metadata_defaults": defaults}}
}

failure(actual) := {{"path": "instance_metadata_defaults.http_tokens", "actual": actual, "expected": "required"}}

test_required_passes if judge({"http_endpoint": null, "http_tokens": "required"}) == set()

test_disabled_service_passes if judge({"http_endpoint": "disabled", "http_tokens": null}) == set()

test_optional_or_unset_fails if {
	judge({"http_endpoint": "enabled", "http_tokens": "optional"}) == failure("optional")
	judge({"http_endpoint": null, "http_tokens": null}) == failure(null)
	judge(null) == failure(null)
}
