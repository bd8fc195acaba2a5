package aws.iam.user_hardware_mfa_test

import data.aws.iam.user_hardware_mfa

deny(attributes, whose, id) := found if {
	found := user_hardware_mfa.deny with input as {"id": id, "attributes": attributes}
		with data.spec as {"iam": {"admin_managed_policies": ["AdministratorAccess"], "credentials": {"hardware_mfa": whose}}}
		with data.snapshot as {"aws.iam.user": {
			"root-like": {"attributes": {"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}},
			"ada": {"attributes": {"managed_policy_arns": []}},
		}}
}

app := "arn:aws:iam::111122223333:mfa/phone"

with_key := {"password_enabled": true, "mfa_active": true, "virtual_mfa_devices": []}

with_app := {"password_enabled": true, "mfa_active": true, "virtual_mfa_devices": [app]}

bare := {"password_enabled": true, "mfa_active": false, "virtual_mfa_devices": null}

no_app := {{"path": "virtual_mfa_devices", "actual": [app], "expected": []}}

none := {{"path": "mfa_active", "actual": false, "expected": true}}

test_a_device_that_is_no_app_passes if {
	deny(with_key, "everyone", "ada") == set()
	deny(with_key, "administrators", "root-like") == set()
}

test_an_app_or_nothing_fails if {
	deny(with_app, "everyone", "ada") == no_app
	deny(bare, "everyone", "ada") == none
	deny(with_app, "administrators", "root-like") == no_app
	deny(object.union(bare, {"password_enabled": null}), "everyone", "ada") == none
}

test_the_spec_says_who_is_meant if {
	deny(with_app, "administrators", "ada") == set()
	deny(with_app, "nobody", "root-like") == set()
}

test_users_without_password_pass if deny(object.union(bare, {"password_enabled": false}), "everyone", "ada") == set()
