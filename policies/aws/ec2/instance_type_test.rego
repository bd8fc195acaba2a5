package aws.ec2.instance_type_test

import data.aws.ec2.instance_type

judge(state, value, types) := found if {
	found := instance_type.deny with input as {"attributes": {"instance_state": state, "instance_type": value}}
		with data.spec as {"ec2": {"allowed_instance_types": types}}
}

test_agreed_type_passes if {
	judge("running", "t3.medium", ["t3.medium"]) == set()
	judge("running", "m5.large", null) == set()
}

test_other_type_fails if {
	judge("running", "m5.4xlarge", ["t3.medium"]) == {{"path": "instance_type", "actual": "m5.4xlarge", "expected": ["t3.medium"]}}
	count(judge("stopped", "t3.mediumx", ["t3.medium"])) == 1
}

test_what_is_being_terminated_passes if judge("shutting-down", "m5.large", ["t3.medium"]) == set()
