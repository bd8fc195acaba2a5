package aws.iam.group_administrators_mfa_test

import data.aws.iam.group_administrators_mfa as policy

judge(members, arns) := found if {
	one := {"id": "admins", "attributes": {"members": members, "managed_policy_arns": arns}}
	found := policy.deny with input as one
		with data.spec as {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}
		with data.snapshot as {
			"aws.iam.policy": {},
			"aws.iam.group": {"admins": one},
			"aws.iam.user": {
				"ada": {"id": "ada", "attributes": {"mfa_active": true}},
				"bob": {"id": "bob", "attributes": {"mfa_active": false}},
				"eve": {"id": "eve", "attributes": {"mfa_active": null}},
			},
		}
}

administrator := ["arn:aws:iam::aws:policy/AdministratorAccess"]

test_members_with_mfa_pass if judge(["ada"], administrator) == set()

test_group_without_members_passes if {
	judge([], administrator) == set()
	judge(null, administrator) == set()
}

test_group_without_administrator_access_passes if judge(["bob"], []) == set()

test_member_without_mfa_fails if {
	judge(["ada", "bob"], administrator) == {{
		"path": "members",
		"actual": "bob",
		"expected": "members with an MFA device",
		"because": "group admins makes an administrator of user bob, who has no MFA device",
	}}
}

test_unread_member_is_unknown if {
	judge(["eve", "zoe"], administrator) == {
		{"path": "members", "unread": "it is not known whether user eve has an MFA device"},
		{"path": "members", "unread": "it is not known whether user zoe has an MFA device"},
	}
}
