package aws.iam.account_root_hardware_mfa_test

import data.aws.iam.account_root_hardware_mfa

deny(partition, attributes) := found if {
	arn := sprintf("arn:%s:iam::111122223333:root", [partition])
	found := account_root_hardware_mfa.deny with input as {"arn": arn, "attributes": attributes}
}

app := "arn:aws:iam::111122223333:mfa/root-phone"

test_a_device_that_is_no_app_passes if {
	deny("aws", {"root_password_present": true, "root_mfa_enabled": true, "root_virtual_mfa_devices": []}) == set()
}

test_an_app_fails if {
	deny("aws", {"root_password_present": true, "root_mfa_enabled": true, "root_virtual_mfa_devices": [app]}) == {{
		"path": "root_virtual_mfa_devices",
		"actual": [app],
		"expected": [],
	}}
}

test_no_device_fails if {
	failure := {{"path": "root_mfa_enabled", "actual": false, "expected": true}}
	deny("aws", {"root_password_present": true, "root_mfa_enabled": false, "root_virtual_mfa_devices": []}) == failure
	deny("aws-cn", {"root_mfa_enabled": false, "root_virtual_mfa_devices": null}) == failure
}

test_root_without_password_passes if {
	deny("aws", {"root_password_present": false, "root_mfa_enabled": false, "root_virtual_mfa_devices": [app]}) == set()
}

test_govcloud_is_unsupported if {
	deny("aws-us-gov", {"root_password_present": true, "root_mfa_enabled": false, "root_virtual_mfa_devices": []}) == {{
		"path": "root_mfa_enabled",
		"unsupported": "the root user of GovCloud has no console to sign in to",
	}}
}
