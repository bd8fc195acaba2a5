package aws.ec2.ami_public_test

import data.aws.ec2.ami_public

judge(owned, public) := found if {
	found := ami_public.deny with input as {"attributes": {"owned": owned, "public": public}}
}

test_private_passes if {
	judge(true, false) == set()
	judge(true, null) == set()
}

test_image_of_others_passes if judge(false, true) == set()

test_public_fails if {
	judge(true, true) == {{"path": "public", "actual": true, "expected": false}}
	judge(null, true) == {{"path": "public", "actual": true, "expected": false}}
}
