package aws.ec2.launch_template_user_data_secrets_test

import data.aws.ec2.launch_template_user_data_secrets

judge(latest, earlier) := found if {
	found := launch_template_user_data_secrets.deny with input as {"attributes": {
		"latest": {"version": 2, "user_data_has_secrets": latest},
		"default": {"version": 1, "user_data_has_secrets": earlier},
	}}
}

test_no_secrets_pass if {
	judge(false, false) == set()
	judge(null, null) == set()
}

test_secrets_in_either_version_fail if {
	judge(true, false) == {{"path": "latest.user_data_has_secrets", "actual": true, "expected": false}}
	judge(false, true) == {{"path": "default.user_data_has_secrets", "actual": true, "expected": false}}
}
