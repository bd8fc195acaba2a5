package aws.iam.user_admin_wildcard_test

import data.aws.iam.user_admin_wildcard

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}

deny(attributes) := found if {
	found := user_admin_wildcard.deny with input as {"attributes": attributes} with data.spec as spec
}

all_but_iam := {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}

administrator_access := "arn:aws-us-gov:iam::aws:policy/AdministratorAccess"

test_limited_user_passes if {
	deny({
		"groups": ["developers"],
		"inline_policy": [{"name": "keys", "policy": {"Statement": [{"Effect": "Allow", "Action": "iam:*AccessKey*", "Resource": "*"}]}}],
		"managed_policy_arns": ["arn:aws:iam::aws:policy/IAMUserChangePassword"],
	}) == set()
}

test_user_without_policies_passes if {
	deny({"inline_policy": null, "managed_policy_arns": null}) == set()
	deny({}) == set()
}

test_inline_admin_fails_by_name if {
	deny({"inline_policy": [
		{"name": "fine", "policy": {"Statement": []}},
		{"name": "most", "policy": {"Statement": [all_but_iam]}},
	]}) == {{
		"path": "inline_policy[most].policy",
		"actual": all_but_iam,
		"expected": "no statement that allows everything on every resource",
	}}
}

test_attached_admin_fails if {
	deny({"managed_policy_arns": [administrator_access]}) == {{
		"path": "managed_policy_arns",
		"actual": [administrator_access],
		"expected": [],
	}}
}

test_a_permissions_boundary_is_no_grant if {
	deny({"managed_policy_arns": [], "permissions_boundary": administrator_access}) == set()
}

test_attached_policy_of_ones_own_that_allows_everything_fails if {
	mine := "arn:aws:iam::123456789012:policy/everything"
	found := user_admin_wildcard.deny with input as {"attributes": {"managed_policy_arns": [mine, "arn:aws:iam::aws:policy/PowerUserAccess"]}}
		with data.spec as {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}
		with data.snapshot as {"aws.iam.policy": {
			mine: {"attributes": {"policy": {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}},
			"arn:aws:iam::aws:policy/PowerUserAccess": {"attributes": {"policy": {"Statement": {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}}}},
		}}
	found == {{"path": "managed_policy_arns", "actual": [mine, "arn:aws:iam::aws:policy/PowerUserAccess"], "expected": ["arn:aws:iam::aws:policy/PowerUserAccess"]}}
}
