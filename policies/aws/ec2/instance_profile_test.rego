package aws.ec2.instance_profile_test

import data.aws.ec2.instance_profile

judge(state, arn) := found if {
	found := instance_profile.deny with input as {"attributes": {"instance_state": state, "iam_instance_profile_arn": arn}}
}

failure := {{"path": "iam_instance_profile_arn", "actual": null, "expected": "an instance profile"}}

test_profile_passes if judge("running", "arn:aws:iam::111122223333:instance-profile/app") == set()

test_no_profile_fails if {
	judge("running", null) == failure
	judge("stopped", "") == failure
}

test_what_is_being_terminated_passes if judge("shutting-down", null) == set()
