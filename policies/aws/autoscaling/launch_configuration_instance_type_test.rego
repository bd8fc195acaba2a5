package aws.autoscaling.launch_configuration_instance_type_test

import data.aws.autoscaling.launch_configuration_instance_type

judge(value, types) := found if {
	found := launch_configuration_instance_type.deny with input as {"attributes": {"instance_type": value}}
		with data.spec as {"ec2": {"allowed_instance_types": types}}
}

test_agreed_type_passes if {
	judge("t3.medium", ["t3.medium"]) == set()
	judge("m5.large", null) == set()
}

test_other_type_fails if judge("m5.large", ["t3.medium"]) == {{"path": "instance_type", "actual": "m5.large", "expected": ["t3.medium"]}}
