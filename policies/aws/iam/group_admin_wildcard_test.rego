package aws.iam.group_admin_wildcard_test

import data.aws.iam.group_admin_wildcard as policy

everything := {"Effect": "Allow", "Action": "*", "Resource": "*"}

own := "arn:aws:iam::111122223333:policy/own"

judge(attributes) := found if {
	found := policy.deny with input as {"attributes": attributes}
		with data.spec as {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}
		with data.snapshot as {"aws.iam.policy": {own: {"attributes": {"policy": {"Statement": [everything]}}}}}
}

test_limited_group_passes if {
	judge({
		"inline_policy": [{"name": "read", "policy": {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}],
		"managed_policy_arns": ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::111122223333:policy/AdministratorAccess"],
	}) == set()
	judge({"inline_policy": null, "managed_policy_arns": null}) == set()
	judge({}) == set()
}

test_inline_administrator_fails if {
	judge({"inline_policy": [{"name": "all", "policy": {"Statement": everything}}]}) == {{
		"path": "inline_policy[all].policy",
		"actual": everything,
		"expected": "no statement that allows everything on every resource",
	}}
}

test_attached_administrator_fails if {
	administrator := "arn:aws-cn:iam::aws:policy/AdministratorAccess"
	judge({"managed_policy_arns": [administrator, "x"]}) == {{"path": "managed_policy_arns", "actual": [administrator, "x"], "expected": ["x"]}}
	judge({"managed_policy_arns": [own]}) == {{"path": "managed_policy_arns", "actual": [own], "expected": []}}
}
