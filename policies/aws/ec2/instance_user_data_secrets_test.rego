package aws.ec2.instance_user_data_secrets_test

import data.aws.ec2.instance_user_data_secrets

judge(value) := found if {
	found := instance_user_data_secrets.deny with input as {"attributes": {"user_data_has_secrets": value}}
}

test_no_secrets_pass if judge(false) == set()

test_secrets_fail if judge(true) == {{"path": "user_data_has_secrets", "actual": true, "expected": false}}
