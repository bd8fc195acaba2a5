package aws.autoscaling.launch_configuration_public_address_test

import data.aws.autoscaling.launch_configuration_public_address

judge(value) := found if {
	found := launch_configuration_public_address.deny with input as {"attributes": {"associate_public_ip_address": value}}
}

test_no_address_passes if judge(false) == set()

test_what_the_subnet_decides_is_judged_with_the_group if judge(null) == set()

test_address_fails if judge(true) == {{"path": "associate_public_ip_address", "actual": true, "expected": false}}
