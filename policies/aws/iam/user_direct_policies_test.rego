package aws.iam.user_direct_policies_test

import data.aws.iam.user_direct_policies as policy

judge(attributes) := found if {
	found := policy.deny with input as {"attributes": attributes} with data.spec as {"iam": {"direct_user_policies": ["IAMUserChangePassword"]}}
}

test_user_without_policies_passes if {
	judge({"managed_policy_arns": [], "inline_policy": []}) == set()
	judge({"managed_policy_arns": null, "inline_policy": null}) == set()
	judge({}) == set()
}

test_permitted_policy_passes if judge({"managed_policy_arns": ["arn:aws:iam::aws:policy/IAMUserChangePassword"]}) == set()

test_attached_policy_fails if {
	judge({"managed_policy_arns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}) == {{
		"path": "managed_policy_arns",
		"actual": "arn:aws:iam::aws:policy/ReadOnlyAccess",
		"expected": "attached to a group or role instead",
	}}
	count(judge({"managed_policy_arns": ["arn:aws:iam::aws:policy/NotIAMUserChangePassword"]})) == 1
}

test_inline_policy_fails if {
	judge({"inline_policy": [{"name": "own", "policy": null}]}) == {{
		"path": "inline_policy",
		"actual": "own",
		"expected": "a policy of a group or role instead",
	}}
}
