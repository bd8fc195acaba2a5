package aws.ec2.account_serial_console_test

import data.aws.ec2.account_serial_console

judge(value, allowed) := found if {
	found := account_serial_console.deny with input as {"attributes": {"serial_console_access_enabled": value}}
		with data.spec as {"ec2": {"allow_serial_console": allowed}}
}

test_off_passes if judge(false, false) == set()

test_on_fails if judge(true, false) == {{"path": "serial_console_access_enabled", "actual": true, "expected": false}}

test_allowed_passes if judge(true, true) == set()
