package aws.ec2.ebs_snapshot_public_test

import data.aws.ec2.ebs_snapshot_public

judge(public, permission) := found if {
	found := ebs_snapshot_public.deny with input as {"attributes": {"public": public, "create_volume_permission": permission}}
}

test_private_passes if {
	judge(false, {"groups": [], "user_ids": []}) == set()
	judge(null, null) == set()
}

test_shared_with_an_account_passes if judge(false, {"groups": [], "user_ids": ["111122223333"]}) == set()

test_public_fails if {
	judge(false, {"groups": ["all"], "user_ids": []}) == {{"path": "create_volume_permission.groups", "actual": ["all"], "expected": []}}
	judge(true, {"groups": []}) == {{"path": "public", "actual": true, "expected": false}}
	count(judge(true, {"groups": ["all"]})) == 2
}
