package aws.ec2.instance_virtualization_test

import data.aws.ec2.instance_virtualization

judge(state, type) := found if {
	found := instance_virtualization.deny with input as {"attributes": {"instance_state": state, "virtualization_type": type}}
}

test_hvm_passes if judge("running", "hvm") == set()

test_paravirtual_fails if judge("running", "paravirtual") == {{"path": "virtualization_type", "actual": "paravirtual", "expected": "hvm"}}

test_what_is_being_terminated_passes if judge("shutting-down", "paravirtual") == set()
